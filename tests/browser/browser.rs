//! The page of `copydesk report` in a real browser: Chromium, driven over `WebDriver`. Without Chromium these tests are skipped.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use tempfile::tempdir;
use url::{ParseError, Url};

use crate::report::PAYLOADS;
use crate::tool::{STORY, tool};

const PARAGRAPH: &str = "The ferry from Vellmark carried 40 passengers and two horses across the sound on the first day after the storm had gone.";

/// A driver that ends with the test.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A browser, where there is one.
async fn browser() -> Option<(Driver, Client)> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let mut command = Command::new("chromedriver");
    command
        .arg(format!("--port={port}"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let Ok(driver) = command.spawn().map(Driver) else {
        eprintln!("skipped: there is no chromedriver; install chromium and chromium-driver");
        return None;
    };
    let arguments = json!({"args": ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]});
    let logged = json!({"browser": "ALL"});
    let wanted = Map::from_iter([
        ("goog:chromeOptions".to_owned(), arguments),
        ("goog:loggingPrefs".to_owned(), logged),
    ]);
    let address = format!("http://127.0.0.1:{port}");
    for _ in 0..100 {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        if let Ok(client) = builder.capabilities(wanted.clone()).connect(&address).await {
            return Some((driver, client));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("chromedriver runs and gives no browser; is chromium installed?");
}

/// Asks chromedriver for what the console of the page said since it was asked last.
#[derive(Debug)]
struct ReadConsole;

impl WebDriverCompatibleCommand for ReadConsole {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

/// The errors that the console of the page shows: of scripts, of what could not be loaded, of what the page's policy forbade.
async fn errors_of_console(client: &Client) -> Vec<Value> {
    let entries = client.issue_cmd(ReadConsole).await.unwrap();
    let entries = entries.as_array().unwrap_or_else(|| panic!("no log: {entries}"));
    entries.iter().filter(|entry| entry["level"] == "SEVERE").cloned().collect()
}

/// Writes the page for `text` and opens it.
async fn open(client: &Client, folder: &Path, text: &str) {
    fs::write(folder.join("page.txt"), text).unwrap();
    let status = tool()
        .current_dir(folder)
        .args(["report", "--from", "text", "page.txt", "-o", "page.html"])
        .status()
        .unwrap();
    assert!(status.success());
    client
        .goto(&format!("file://{}/page.html", folder.canonicalize().unwrap().display()))
        .await
        .unwrap();
    client.wait().for_element(Locator::Css("#line-0")).await.unwrap();
}

async fn ask(client: &Client, script: &str) -> Value {
    client.execute(&format!("return {script};"), Vec::new()).await.unwrap()
}

/// Runs a test in a browser.
fn in_browser(test: impl AsyncFnOnce(&Client, &Path)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let Some((_driver, client)) = browser().await else { return };
        let folder = tempdir().unwrap();
        test(&client, folder.path()).await;
        client.close().await.unwrap();
    });
}

#[test]
fn errors_reach_the_console() {
    in_browser(async |client, folder| {
        open(client, folder, STORY).await;
        assert_eq!(errors_of_console(client).await, [Value::Null; 0]);
        client.execute("console.error('from the test')", Vec::new()).await.unwrap();
        let errors = errors_of_console(client).await;
        assert!(
            errors.len() == 1 && errors[0]["message"].as_str().unwrap().contains("from the test"),
            "{errors:?}"
        );
    });
}

#[test]
fn hostile_text_is_shown_and_does_nothing() {
    in_browser(async |client, folder| {
        open(client, folder, &format!("{STORY}\n{}", PAYLOADS.replace('\n', "\n\n"))).await;
        assert!(client.get_alert_text().await.is_err());
        assert_eq!(client.title().await.unwrap(), "copydesk report");
        assert_eq!(ask(client, "document.scripts.length").await, json!(2));
        assert_eq!(
            ask(client, "document.querySelectorAll('img,svg,iframe,object,embed,form,video,audio,base,link').length").await,
            json!(0)
        );
        assert_eq!(ask(client, "performance.getEntriesByType('resource').length").await, json!(0));
        assert_eq!(ask(client, "({}).polluted === undefined").await, json!(true));
        let shown = ask(client, "document.getElementById('lines').textContent").await;
        assert!(shown.as_str().unwrap().contains("<img src=x onerror=alert(4)>"), "{shown}");
        assert_eq!(errors_of_console(client).await, [Value::Null; 0]);
    });
}

#[test]
fn a_filter_hides_lines_and_shows_them_again() {
    in_browser(async |client, folder| {
        open(client, folder, &STORY.replace("here\n", "here\n\nA short headline here\n")).await;
        let hidden = "document.getElementById('line-1').hidden";
        let filter =
            client.find(Locator::Css("input[name='removed: repeated_headline']")).await.unwrap();
        assert_eq!(ask(client, hidden).await, json!(false));
        filter.click().await.unwrap();
        assert_eq!(ask(client, hidden).await, json!(true));
        assert_eq!(ask(client, "document.getElementById('line-0').hidden").await, json!(false));
        filter.click().await.unwrap();
        assert_eq!(ask(client, hidden).await, json!(false));
        assert_eq!(errors_of_console(client).await, [Value::Null; 0]);
    });
}

#[test]
fn a_jump_goes_to_the_twin_and_marks_what_differs() {
    in_browser(async |client, folder| {
        let line =
            |number| format!("Line {number} of the log says that boat {number} left the pier.\n\n");
        let far = (0..400).map(line).collect::<Vec<_>>().concat();
        open(
            client,
            folder,
            &format!("{STORY}\n{PARAGRAPH}\n\n{far}{}\n", PARAGRAPH.replace("40", "70")),
        )
        .await;
        client.execute("window.scrollTo(0, document.body.scrollHeight)", Vec::new()).await.unwrap();
        client.wait().for_element(Locator::Css("#line-404 .jump")).await.unwrap();
        client
            .execute("document.querySelector('#line-404 .jump').click()", Vec::new())
            .await
            .unwrap();
        assert_eq!(ask(client, "document.activeElement.id").await, json!("line-3"));
        let marks =
            "[...document.querySelectorAll('.pointed mark')].map((mark) => mark.textContent)";
        assert_eq!(ask(client, marks).await, json!(["40", "70"]));
        assert_eq!(errors_of_console(client).await, [Value::Null; 0]);
    });
}
