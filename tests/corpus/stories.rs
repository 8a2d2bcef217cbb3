//! Texts to compare, and a short way to compare them.

use copydesk::corpus::{Corpus, DedupOptions, Item, Keep, Resolution};

/// A wire story of four paragraphs.
pub(crate) const WIRE: &str = "The ferry between Oakmouth and Calder Island will run again from Monday, the harbour office said. \
    Repairs to the hull took nine days and cost 40,000 euros.\n\n\
    Passengers had to take the bus over the northern bridge meanwhile, a detour of two hours. Lena Marsh, who runs the island's only \
    bakery, said that flour had become scarce by the weekend.\n\n\
    The company that owns the ship blamed a log that had drifted down the river after the storms of last month. Divers found a crack \
    as long as an arm beneath the engine room.\n\n\
    A second ferry, ordered three years ago, should be delivered in autumn. Until then, the island depends on a vessel that was built \
    when its captain was still at school.";

/// Another story of three paragraphs.
pub(crate) const COURT: &str = "A court in Northport has ordered the state railway to pay damages to a farmer whose sheep strayed onto \
    the line through a broken fence.\n\n\
    Judge Iris Vane found that the railway had known of the gap since spring and had sent nobody to close it. The farmer, Omar Castel, \
    lost fourteen animals in one night.\n\n\
    The railway said it would study the ruling before deciding on an appeal. It has 900 kilometres of fences and eleven people to mend \
    them, a spokesman told reporters outside the building.";

/// What becomes of texts that are called by their place, with default options.
pub(crate) fn resolutions(texts: &[&str]) -> Vec<Resolution> {
    resolutions_with(texts, Keep::default())
}

/// The same under a policy.
pub(crate) fn resolutions_with(texts: &[&str], keep: Keep) -> Vec<Resolution> {
    let mut corpus = Corpus::new(DedupOptions::default().keep(keep));
    for (at, text) in texts.iter().enumerate() {
        corpus.add(&Item::new(&at.to_string(), text));
    }
    corpus.resolve().unwrap()
}

/// A story in a script without capitals.
pub(crate) const ISLAND: &str = "أعلنت إدارة الميناء أن العبارة ستعود إلى العمل قريبا بعد أعمال صيانة طويلة كلفت مبلغا كبيرا من مال البلدية. وقالت صاحبة المخبز \
    الوحيد في الجزيرة إن الدقيق كاد ينفد، وإن السكان اضطروا إلى سلوك الطريق البري الطويل عبر الجبال.\n\n\
    وذكر قبطان السفينة أن جذع شجرة ضخما جرفته السيول في الشتاء اصطدم بالهيكل تحت غرفة المحرك، فأحدث شقا لم يلحظه أحد قبل أن يصل الغواصون. \
    وأضاف أن الطاقم عمل ليلا ونهارا حتى لا يحرم الصيادون من موسمهم القصير.\n\n\
    وتنتظر الجزيرة سفينة ثانية طلبتها الشركة منذ أعوام ولم يكتمل بناؤها بسبب خلاف مع المصنع حول نوع الخشب والطلاء، ويأمل الأهالي أن تصل قبل \
    أن تبدأ عواصف الخريف، لأن المدرسة والطبيب والسوق كلها على الضفة الأخرى من الماء. وقد جمع الأهالي توقيعات كثيرة وأرسلوها إلى الوزير راجين أن ينظر في أمرهم قبل أن ينقضي الصيف.";
