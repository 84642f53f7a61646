//! How settings are written where a plain form is missing: TOML has no null, and a flag or an environment variable is one
//! text.

/// An optional setting: the empty text is none.
pub(crate) mod optional {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned, de::IntoDeserializer};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => value.serialize(serializer),
            None => serializer.serialize_str(""),
        }
    }

    pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() { Ok(None) } else { T::deserialize(text.into_deserializer()).map(Some) }
    }
}

/// A list: as one, or as a text with commas between its members.
pub(crate) mod list {
    use std::{fmt, marker::PhantomData, str::FromStr};

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    pub(crate) fn serialize<T: Serialize, S: Serializer>(values: &[T], serializer: S) -> Result<S::Ok, S::Error> {
        values.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
    where
        T: Deserialize<'de> + FromStr<Err: fmt::Display>,
        D: Deserializer<'de>,
    {
        deserializer.deserialize_any(Members(PhantomData))
    }

    struct Members<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de> + FromStr<Err: fmt::Display>> de::Visitor<'de> for Members<T> {
        type Value = Vec<T>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a list, or a text with commas between its members")
        }

        fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<T>, E> {
            let members = text.split(',').map(str::trim).filter(|member| !member.is_empty());
            let read = |member: &str| member.parse().map_err(|error| E::custom(format!("{member:?} {error}")));
            members.map(read).collect()
        }

        fn visit_seq<A: de::SeqAccess<'de>>(self, mut members: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(value) = members.next_element()? {
                values.push(value);
            }
            Ok(values)
        }
    }
}
