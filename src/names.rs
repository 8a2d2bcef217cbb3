//! The names of variants, as records spell them: one table for each enum, for `as_str`, `Display`
//! and `FromStr`.

/// A name that is none of an enum's.
///
/// ```
/// let error = "boring".parse::<copydesk::Reason>().unwrap_err();
/// assert_eq!(error.to_string(), "unknown reason `boring`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {what} `{name}`")]
#[non_exhaustive]
pub struct UnknownName {
    /// What should have been named: `role`, `reason`.
    pub what: &'static str,
    /// The name that was given.
    pub name: String,
}

/// Gives an enum without payloads its table of names. The names are those that serde writes; a test
/// compares them.
macro_rules! names {
    ($type:ident, $what:literal, { $($variant:ident => $name:literal,)+ }) => {
        impl $type {
            /// All variants, in the order in which they are declared.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, as records spell it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                // `pad` keeps to the width that a table asks for.
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let found = Self::ALL.iter().copied().find(|variant| variant.as_str() == name);
                found.ok_or_else(|| $crate::UnknownName { what: $what, name: name.to_owned() })
            }
        }
    };
}

pub(crate) use names;
