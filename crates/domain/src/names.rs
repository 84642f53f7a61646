//! One table per closed set of words: the enum, its names on paper, and the way back.

/// A name that is no member of its closed set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{name:?} is none of {expected}")]
pub struct UnknownName {
    /// What was given.
    pub name: String,
    /// The names that exist, separated by commas.
    pub expected: String,
}

/// Defines an enum whose members have stable `SCREAMING_SNAKE_CASE` names (as in the contracts).
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$member_meta:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$member_meta])* #[serde(rename = $text)] $member,)+
        }

        impl $name {
            /// Every member, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$member,)+];

            /// The stable name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$member => $text,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownName;

            /// Reads the stable name, in any case.
            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|member| member.as_str().eq_ignore_ascii_case(name)).ok_or_else(|| {
                    let expected: Vec<_> = Self::ALL.iter().map(|member| member.as_str()).collect();
                    $crate::UnknownName { name: name.chars().take(40).collect(), expected: expected.join(", ") }
                })
            }
        }
    };
}
pub(crate) use named;

#[cfg(test)]
mod tests {
    use crate::Kind;

    #[test]
    fn names_are_read_back_in_any_case() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().to_lowercase().parse(), Ok(*kind));
        }
        let error = "RUMOUR".parse::<Kind>().unwrap_err().to_string();
        assert_eq!(error, "\"RUMOUR\" is none of STATEMENT, DENIAL, BELIEF, INTENTION, PERCEPTION, DECREE, QUESTION");
    }
}
