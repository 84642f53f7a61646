impl serde::Serialize for Approximation {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "APPROXIMATION_UNSPECIFIED",
            Self::Exact => "APPROXIMATION_EXACT",
            Self::About => "APPROXIMATION_ABOUT",
            Self::Nearly => "APPROXIMATION_NEARLY",
            Self::AtLeast => "APPROXIMATION_AT_LEAST",
            Self::AtMost => "APPROXIMATION_AT_MOST",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Approximation {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "APPROXIMATION_UNSPECIFIED",
            "APPROXIMATION_EXACT",
            "APPROXIMATION_ABOUT",
            "APPROXIMATION_NEARLY",
            "APPROXIMATION_AT_LEAST",
            "APPROXIMATION_AT_MOST",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Approximation;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "APPROXIMATION_UNSPECIFIED" => Ok(Approximation::Unspecified),
                    "APPROXIMATION_EXACT" => Ok(Approximation::Exact),
                    "APPROXIMATION_ABOUT" => Ok(Approximation::About),
                    "APPROXIMATION_NEARLY" => Ok(Approximation::Nearly),
                    "APPROXIMATION_AT_LEAST" => Ok(Approximation::AtLeast),
                    "APPROXIMATION_AT_MOST" => Ok(Approximation::AtMost),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Attribution {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.source.is_empty() {
            len += 1;
        }
        if !self.cue.is_empty() {
            len += 1;
        }
        if !self.content.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Attribution", len)?;
        if !self.source.is_empty() {
            struct_ser.serialize_field("source", &self.source)?;
        }
        if !self.cue.is_empty() {
            struct_ser.serialize_field("cue", &self.cue)?;
        }
        if !self.content.is_empty() {
            struct_ser.serialize_field("content", &self.content)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Attribution {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "source",
            "cue",
            "content",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Source,
            Cue,
            Content,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "source" => Ok(GeneratedField::Source),
                            "cue" => Ok(GeneratedField::Cue),
                            "content" => Ok(GeneratedField::Content),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Attribution;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Attribution")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Attribution, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut source__ = None;
                let mut cue__ = None;
                let mut content__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Source => {
                            if source__.is_some() {
                                return Err(serde::de::Error::duplicate_field("source"));
                            }
                            source__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Cue => {
                            if cue__.is_some() {
                                return Err(serde::de::Error::duplicate_field("cue"));
                            }
                            cue__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Content => {
                            if content__.is_some() {
                                return Err(serde::de::Error::duplicate_field("content"));
                            }
                            content__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Attribution {
                    source: source__.unwrap_or_default(),
                    cue: cue__.unwrap_or_default(),
                    content: content__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Attribution", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Certainty {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "CERTAINTY_UNSPECIFIED",
            Self::Certain => "CERTAINTY_CERTAIN",
            Self::Probable => "CERTAINTY_PROBABLE",
            Self::Possible => "CERTAINTY_POSSIBLE",
            Self::Underspecified => "CERTAINTY_UNDERSPECIFIED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Certainty {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "CERTAINTY_UNSPECIFIED",
            "CERTAINTY_CERTAIN",
            "CERTAINTY_PROBABLE",
            "CERTAINTY_POSSIBLE",
            "CERTAINTY_UNDERSPECIFIED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Certainty;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "CERTAINTY_UNSPECIFIED" => Ok(Certainty::Unspecified),
                    "CERTAINTY_CERTAIN" => Ok(Certainty::Certain),
                    "CERTAINTY_PROBABLE" => Ok(Certainty::Probable),
                    "CERTAINTY_POSSIBLE" => Ok(Certainty::Possible),
                    "CERTAINTY_UNDERSPECIFIED" => Ok(Certainty::Underspecified),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Claim {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.id.is_empty() {
            len += 1;
        }
        if self.attribution.is_some() {
            len += 1;
        }
        if self.form != 0 {
            len += 1;
        }
        if self.kind != 0 {
            len += 1;
        }
        if self.confidence.is_some() {
            len += 1;
        }
        if self.source.is_some() {
            len += 1;
        }
        if !self.relayed_by.is_empty() {
            len += 1;
        }
        if self.commitment.is_some() {
            len += 1;
        }
        if !self.times.is_empty() {
            len += 1;
        }
        if !self.places.is_empty() {
            len += 1;
        }
        if self.forecast.is_some() {
            len += 1;
        }
        if self.said.is_some() {
            len += 1;
        }
        if !self.quantities.is_empty() {
            len += 1;
        }
        if !self.embedding.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Claim", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if let Some(v) = self.attribution.as_ref() {
            struct_ser.serialize_field("attribution", v)?;
        }
        if self.form != 0 {
            let v = Form::try_from(self.form)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.form)))?;
            struct_ser.serialize_field("form", &v)?;
        }
        if self.kind != 0 {
            let v = Kind::try_from(self.kind)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.kind)))?;
            struct_ser.serialize_field("kind", &v)?;
        }
        if let Some(v) = self.confidence.as_ref() {
            struct_ser.serialize_field("confidence", v)?;
        }
        if let Some(v) = self.source.as_ref() {
            struct_ser.serialize_field("source", v)?;
        }
        if !self.relayed_by.is_empty() {
            struct_ser.serialize_field("relayedBy", &self.relayed_by)?;
        }
        if let Some(v) = self.commitment.as_ref() {
            struct_ser.serialize_field("commitment", v)?;
        }
        if !self.times.is_empty() {
            struct_ser.serialize_field("times", &self.times)?;
        }
        if !self.places.is_empty() {
            struct_ser.serialize_field("places", &self.places)?;
        }
        if let Some(v) = self.forecast.as_ref() {
            struct_ser.serialize_field("forecast", v)?;
        }
        if let Some(v) = self.said.as_ref() {
            struct_ser.serialize_field("said", v)?;
        }
        if !self.quantities.is_empty() {
            struct_ser.serialize_field("quantities", &self.quantities)?;
        }
        if !self.embedding.is_empty() {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("embedding", pbjson::private::base64::encode(&self.embedding).as_str())?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Claim {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "attribution",
            "form",
            "kind",
            "confidence",
            "source",
            "relayed_by",
            "relayedBy",
            "commitment",
            "times",
            "places",
            "forecast",
            "said",
            "quantities",
            "embedding",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            Attribution,
            Form,
            Kind,
            Confidence,
            Source,
            RelayedBy,
            Commitment,
            Times,
            Places,
            Forecast,
            Said,
            Quantities,
            Embedding,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "id" => Ok(GeneratedField::Id),
                            "attribution" => Ok(GeneratedField::Attribution),
                            "form" => Ok(GeneratedField::Form),
                            "kind" => Ok(GeneratedField::Kind),
                            "confidence" => Ok(GeneratedField::Confidence),
                            "source" => Ok(GeneratedField::Source),
                            "relayedBy" | "relayed_by" => Ok(GeneratedField::RelayedBy),
                            "commitment" => Ok(GeneratedField::Commitment),
                            "times" => Ok(GeneratedField::Times),
                            "places" => Ok(GeneratedField::Places),
                            "forecast" => Ok(GeneratedField::Forecast),
                            "said" => Ok(GeneratedField::Said),
                            "quantities" => Ok(GeneratedField::Quantities),
                            "embedding" => Ok(GeneratedField::Embedding),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Claim;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Claim")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Claim, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut attribution__ = None;
                let mut form__ = None;
                let mut kind__ = None;
                let mut confidence__ = None;
                let mut source__ = None;
                let mut relayed_by__ = None;
                let mut commitment__ = None;
                let mut times__ = None;
                let mut places__ = None;
                let mut forecast__ = None;
                let mut said__ = None;
                let mut quantities__ = None;
                let mut embedding__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Attribution => {
                            if attribution__.is_some() {
                                return Err(serde::de::Error::duplicate_field("attribution"));
                            }
                            attribution__ = map_.next_value()?;
                        }
                        GeneratedField::Form => {
                            if form__.is_some() {
                                return Err(serde::de::Error::duplicate_field("form"));
                            }
                            form__ = Some(map_.next_value::<Form>()? as i32);
                        }
                        GeneratedField::Kind => {
                            if kind__.is_some() {
                                return Err(serde::de::Error::duplicate_field("kind"));
                            }
                            kind__ = Some(map_.next_value::<Kind>()? as i32);
                        }
                        GeneratedField::Confidence => {
                            if confidence__.is_some() {
                                return Err(serde::de::Error::duplicate_field("confidence"));
                            }
                            confidence__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::Source => {
                            if source__.is_some() {
                                return Err(serde::de::Error::duplicate_field("source"));
                            }
                            source__ = map_.next_value()?;
                        }
                        GeneratedField::RelayedBy => {
                            if relayed_by__.is_some() {
                                return Err(serde::de::Error::duplicate_field("relayedBy"));
                            }
                            relayed_by__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Commitment => {
                            if commitment__.is_some() {
                                return Err(serde::de::Error::duplicate_field("commitment"));
                            }
                            commitment__ = map_.next_value()?;
                        }
                        GeneratedField::Times => {
                            if times__.is_some() {
                                return Err(serde::de::Error::duplicate_field("times"));
                            }
                            times__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Places => {
                            if places__.is_some() {
                                return Err(serde::de::Error::duplicate_field("places"));
                            }
                            places__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Forecast => {
                            if forecast__.is_some() {
                                return Err(serde::de::Error::duplicate_field("forecast"));
                            }
                            forecast__ = map_.next_value()?;
                        }
                        GeneratedField::Said => {
                            if said__.is_some() {
                                return Err(serde::de::Error::duplicate_field("said"));
                            }
                            said__ = map_.next_value()?;
                        }
                        GeneratedField::Quantities => {
                            if quantities__.is_some() {
                                return Err(serde::de::Error::duplicate_field("quantities"));
                            }
                            quantities__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Embedding => {
                            if embedding__.is_some() {
                                return Err(serde::de::Error::duplicate_field("embedding"));
                            }
                            embedding__ = 
                                Some(map_.next_value::<::pbjson::private::BytesDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(Claim {
                    id: id__.unwrap_or_default(),
                    attribution: attribution__,
                    form: form__.unwrap_or_default(),
                    kind: kind__.unwrap_or_default(),
                    confidence: confidence__,
                    source: source__,
                    relayed_by: relayed_by__.unwrap_or_default(),
                    commitment: commitment__,
                    times: times__.unwrap_or_default(),
                    places: places__.unwrap_or_default(),
                    forecast: forecast__,
                    said: said__,
                    quantities: quantities__.unwrap_or_default(),
                    embedding: embedding__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Claim", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Commitment {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.certainty != 0 {
            len += 1;
        }
        if self.polarity != 0 {
            len += 1;
        }
        if self.stance != 0 {
            len += 1;
        }
        if !self.hedges.is_empty() {
            len += 1;
        }
        if !self.condition.is_empty() {
            len += 1;
        }
        if !self.caveat.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Commitment", len)?;
        if self.certainty != 0 {
            let v = Certainty::try_from(self.certainty)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.certainty)))?;
            struct_ser.serialize_field("certainty", &v)?;
        }
        if self.polarity != 0 {
            let v = Polarity::try_from(self.polarity)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.polarity)))?;
            struct_ser.serialize_field("polarity", &v)?;
        }
        if self.stance != 0 {
            let v = Stance::try_from(self.stance)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.stance)))?;
            struct_ser.serialize_field("stance", &v)?;
        }
        if !self.hedges.is_empty() {
            struct_ser.serialize_field("hedges", &self.hedges)?;
        }
        if !self.condition.is_empty() {
            struct_ser.serialize_field("condition", &self.condition)?;
        }
        if !self.caveat.is_empty() {
            struct_ser.serialize_field("caveat", &self.caveat)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Commitment {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "certainty",
            "polarity",
            "stance",
            "hedges",
            "condition",
            "caveat",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Certainty,
            Polarity,
            Stance,
            Hedges,
            Condition,
            Caveat,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "certainty" => Ok(GeneratedField::Certainty),
                            "polarity" => Ok(GeneratedField::Polarity),
                            "stance" => Ok(GeneratedField::Stance),
                            "hedges" => Ok(GeneratedField::Hedges),
                            "condition" => Ok(GeneratedField::Condition),
                            "caveat" => Ok(GeneratedField::Caveat),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Commitment;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Commitment")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Commitment, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut certainty__ = None;
                let mut polarity__ = None;
                let mut stance__ = None;
                let mut hedges__ = None;
                let mut condition__ = None;
                let mut caveat__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Certainty => {
                            if certainty__.is_some() {
                                return Err(serde::de::Error::duplicate_field("certainty"));
                            }
                            certainty__ = Some(map_.next_value::<Certainty>()? as i32);
                        }
                        GeneratedField::Polarity => {
                            if polarity__.is_some() {
                                return Err(serde::de::Error::duplicate_field("polarity"));
                            }
                            polarity__ = Some(map_.next_value::<Polarity>()? as i32);
                        }
                        GeneratedField::Stance => {
                            if stance__.is_some() {
                                return Err(serde::de::Error::duplicate_field("stance"));
                            }
                            stance__ = Some(map_.next_value::<Stance>()? as i32);
                        }
                        GeneratedField::Hedges => {
                            if hedges__.is_some() {
                                return Err(serde::de::Error::duplicate_field("hedges"));
                            }
                            hedges__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Condition => {
                            if condition__.is_some() {
                                return Err(serde::de::Error::duplicate_field("condition"));
                            }
                            condition__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Caveat => {
                            if caveat__.is_some() {
                                return Err(serde::de::Error::duplicate_field("caveat"));
                            }
                            caveat__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Commitment {
                    certainty: certainty__.unwrap_or_default(),
                    polarity: polarity__.unwrap_or_default(),
                    stance: stance__.unwrap_or_default(),
                    hedges: hedges__.unwrap_or_default(),
                    condition: condition__.unwrap_or_default(),
                    caveat: caveat__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Commitment", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Coordinates {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.latitude != 0. {
            len += 1;
        }
        if self.longitude != 0. {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Coordinates", len)?;
        if self.latitude != 0. {
            struct_ser.serialize_field("latitude", &self.latitude)?;
        }
        if self.longitude != 0. {
            struct_ser.serialize_field("longitude", &self.longitude)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Coordinates {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "latitude",
            "longitude",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Latitude,
            Longitude,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "latitude" => Ok(GeneratedField::Latitude),
                            "longitude" => Ok(GeneratedField::Longitude),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Coordinates;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Coordinates")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Coordinates, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut latitude__ = None;
                let mut longitude__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Latitude => {
                            if latitude__.is_some() {
                                return Err(serde::de::Error::duplicate_field("latitude"));
                            }
                            latitude__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Longitude => {
                            if longitude__.is_some() {
                                return Err(serde::de::Error::duplicate_field("longitude"));
                            }
                            longitude__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(Coordinates {
                    latitude: latitude__.unwrap_or_default(),
                    longitude: longitude__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Coordinates", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Entity {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.name.is_empty() {
            len += 1;
        }
        if self.kind != 0 {
            len += 1;
        }
        if self.gender != 0 {
            len += 1;
        }
        if !self.role.is_empty() {
            len += 1;
        }
        if !self.affiliation.is_empty() {
            len += 1;
        }
        if !self.mentions.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Entity", len)?;
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if self.kind != 0 {
            let v = SourceKind::try_from(self.kind)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.kind)))?;
            struct_ser.serialize_field("kind", &v)?;
        }
        if self.gender != 0 {
            let v = Gender::try_from(self.gender)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.gender)))?;
            struct_ser.serialize_field("gender", &v)?;
        }
        if !self.role.is_empty() {
            struct_ser.serialize_field("role", &self.role)?;
        }
        if !self.affiliation.is_empty() {
            struct_ser.serialize_field("affiliation", &self.affiliation)?;
        }
        if !self.mentions.is_empty() {
            struct_ser.serialize_field("mentions", &self.mentions)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Entity {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "name",
            "kind",
            "gender",
            "role",
            "affiliation",
            "mentions",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Name,
            Kind,
            Gender,
            Role,
            Affiliation,
            Mentions,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "name" => Ok(GeneratedField::Name),
                            "kind" => Ok(GeneratedField::Kind),
                            "gender" => Ok(GeneratedField::Gender),
                            "role" => Ok(GeneratedField::Role),
                            "affiliation" => Ok(GeneratedField::Affiliation),
                            "mentions" => Ok(GeneratedField::Mentions),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Entity;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Entity")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Entity, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut name__ = None;
                let mut kind__ = None;
                let mut gender__ = None;
                let mut role__ = None;
                let mut affiliation__ = None;
                let mut mentions__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Kind => {
                            if kind__.is_some() {
                                return Err(serde::de::Error::duplicate_field("kind"));
                            }
                            kind__ = Some(map_.next_value::<SourceKind>()? as i32);
                        }
                        GeneratedField::Gender => {
                            if gender__.is_some() {
                                return Err(serde::de::Error::duplicate_field("gender"));
                            }
                            gender__ = Some(map_.next_value::<Gender>()? as i32);
                        }
                        GeneratedField::Role => {
                            if role__.is_some() {
                                return Err(serde::de::Error::duplicate_field("role"));
                            }
                            role__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Affiliation => {
                            if affiliation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("affiliation"));
                            }
                            affiliation__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Mentions => {
                            if mentions__.is_some() {
                                return Err(serde::de::Error::duplicate_field("mentions"));
                            }
                            mentions__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Entity {
                    name: name__.unwrap_or_default(),
                    kind: kind__.unwrap_or_default(),
                    gender: gender__.unwrap_or_default(),
                    role: role__.unwrap_or_default(),
                    affiliation: affiliation__.unwrap_or_default(),
                    mentions: mentions__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Entity", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Extractor {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.name.is_empty() {
            len += 1;
        }
        if !self.version.is_empty() {
            len += 1;
        }
        if !self.model.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Extractor", len)?;
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if !self.version.is_empty() {
            struct_ser.serialize_field("version", &self.version)?;
        }
        if !self.model.is_empty() {
            struct_ser.serialize_field("model", &self.model)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Extractor {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "name",
            "version",
            "model",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Name,
            Version,
            Model,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "name" => Ok(GeneratedField::Name),
                            "version" => Ok(GeneratedField::Version),
                            "model" => Ok(GeneratedField::Model),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Extractor;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Extractor")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Extractor, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut name__ = None;
                let mut version__ = None;
                let mut model__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Version => {
                            if version__.is_some() {
                                return Err(serde::de::Error::duplicate_field("version"));
                            }
                            version__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Model => {
                            if model__.is_some() {
                                return Err(serde::de::Error::duplicate_field("model"));
                            }
                            model__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Extractor {
                    name: name__.unwrap_or_default(),
                    version: version__.unwrap_or_default(),
                    model: model__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Extractor", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Forecast {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.due.is_some() {
            len += 1;
        }
        if !self.deadline.is_empty() {
            len += 1;
        }
        if !self.basis.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Forecast", len)?;
        if let Some(v) = self.due.as_ref() {
            struct_ser.serialize_field("due", v)?;
        }
        if !self.deadline.is_empty() {
            struct_ser.serialize_field("deadline", &self.deadline)?;
        }
        if !self.basis.is_empty() {
            struct_ser.serialize_field("basis", &self.basis)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Forecast {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "due",
            "deadline",
            "basis",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Due,
            Deadline,
            Basis,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "due" => Ok(GeneratedField::Due),
                            "deadline" => Ok(GeneratedField::Deadline),
                            "basis" => Ok(GeneratedField::Basis),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Forecast;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Forecast")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Forecast, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut due__ = None;
                let mut deadline__ = None;
                let mut basis__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Due => {
                            if due__.is_some() {
                                return Err(serde::de::Error::duplicate_field("due"));
                            }
                            due__ = map_.next_value()?;
                        }
                        GeneratedField::Deadline => {
                            if deadline__.is_some() {
                                return Err(serde::de::Error::duplicate_field("deadline"));
                            }
                            deadline__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Basis => {
                            if basis__.is_some() {
                                return Err(serde::de::Error::duplicate_field("basis"));
                            }
                            basis__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Forecast {
                    due: due__,
                    deadline: deadline__.unwrap_or_default(),
                    basis: basis__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Forecast", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Form {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "FORM_UNSPECIFIED",
            Self::Direct => "FORM_DIRECT",
            Self::Indirect => "FORM_INDIRECT",
            Self::Mixed => "FORM_MIXED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Form {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "FORM_UNSPECIFIED",
            "FORM_DIRECT",
            "FORM_INDIRECT",
            "FORM_MIXED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Form;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "FORM_UNSPECIFIED" => Ok(Form::Unspecified),
                    "FORM_DIRECT" => Ok(Form::Direct),
                    "FORM_INDIRECT" => Ok(Form::Indirect),
                    "FORM_MIXED" => Ok(Form::Mixed),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Gender {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "GENDER_UNSPECIFIED",
            Self::Female => "GENDER_FEMALE",
            Self::Male => "GENDER_MALE",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Gender {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "GENDER_UNSPECIFIED",
            "GENDER_FEMALE",
            "GENDER_MALE",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Gender;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "GENDER_UNSPECIFIED" => Ok(Gender::Unspecified),
                    "GENDER_FEMALE" => Ok(Gender::Female),
                    "GENDER_MALE" => Ok(Gender::Male),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Hedge {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.words.is_empty() {
            len += 1;
        }
        if self.by != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Hedge", len)?;
        if !self.words.is_empty() {
            struct_ser.serialize_field("words", &self.words)?;
        }
        if self.by != 0 {
            let v = HedgedBy::try_from(self.by)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.by)))?;
            struct_ser.serialize_field("by", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Hedge {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "by",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            By,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "words" => Ok(GeneratedField::Words),
                            "by" => Ok(GeneratedField::By),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Hedge;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Hedge")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Hedge, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut by__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = Some(map_.next_value()?);
                        }
                        GeneratedField::By => {
                            if by__.is_some() {
                                return Err(serde::de::Error::duplicate_field("by"));
                            }
                            by__ = Some(map_.next_value::<HedgedBy>()? as i32);
                        }
                    }
                }
                Ok(Hedge {
                    words: words__.unwrap_or_default(),
                    by: by__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Hedge", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for HedgedBy {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "HEDGED_BY_UNSPECIFIED",
            Self::Source => "HEDGED_BY_SOURCE",
            Self::Reporter => "HEDGED_BY_REPORTER",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for HedgedBy {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "HEDGED_BY_UNSPECIFIED",
            "HEDGED_BY_SOURCE",
            "HEDGED_BY_REPORTER",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = HedgedBy;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "HEDGED_BY_UNSPECIFIED" => Ok(HedgedBy::Unspecified),
                    "HEDGED_BY_SOURCE" => Ok(HedgedBy::Source),
                    "HEDGED_BY_REPORTER" => Ok(HedgedBy::Reporter),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Interval {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.start.is_empty() {
            len += 1;
        }
        if !self.end.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Interval", len)?;
        if !self.start.is_empty() {
            struct_ser.serialize_field("start", &self.start)?;
        }
        if !self.end.is_empty() {
            struct_ser.serialize_field("end", &self.end)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Interval {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "start",
            "end",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Start,
            End,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "start" => Ok(GeneratedField::Start),
                            "end" => Ok(GeneratedField::End),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Interval;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Interval")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Interval, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut start__ = None;
                let mut end__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Start => {
                            if start__.is_some() {
                                return Err(serde::de::Error::duplicate_field("start"));
                            }
                            start__ = Some(map_.next_value()?);
                        }
                        GeneratedField::End => {
                            if end__.is_some() {
                                return Err(serde::de::Error::duplicate_field("end"));
                            }
                            end__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Interval {
                    start: start__.unwrap_or_default(),
                    end: end__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Interval", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Kind {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "KIND_UNSPECIFIED",
            Self::Statement => "KIND_STATEMENT",
            Self::Denial => "KIND_DENIAL",
            Self::Belief => "KIND_BELIEF",
            Self::Intention => "KIND_INTENTION",
            Self::Perception => "KIND_PERCEPTION",
            Self::Decree => "KIND_DECREE",
            Self::Question => "KIND_QUESTION",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Kind {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "KIND_UNSPECIFIED",
            "KIND_STATEMENT",
            "KIND_DENIAL",
            "KIND_BELIEF",
            "KIND_INTENTION",
            "KIND_PERCEPTION",
            "KIND_DECREE",
            "KIND_QUESTION",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Kind;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "KIND_UNSPECIFIED" => Ok(Kind::Unspecified),
                    "KIND_STATEMENT" => Ok(Kind::Statement),
                    "KIND_DENIAL" => Ok(Kind::Denial),
                    "KIND_BELIEF" => Ok(Kind::Belief),
                    "KIND_INTENTION" => Ok(Kind::Intention),
                    "KIND_PERCEPTION" => Ok(Kind::Perception),
                    "KIND_DECREE" => Ok(Kind::Decree),
                    "KIND_QUESTION" => Ok(Kind::Question),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Note {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.code != 0 {
            len += 1;
        }
        if !self.message.is_empty() {
            len += 1;
        }
        if self.at.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Note", len)?;
        if self.code != 0 {
            let v = NoteCode::try_from(self.code)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.code)))?;
            struct_ser.serialize_field("code", &v)?;
        }
        if !self.message.is_empty() {
            struct_ser.serialize_field("message", &self.message)?;
        }
        if let Some(v) = self.at.as_ref() {
            struct_ser.serialize_field("at", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Note {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "code",
            "message",
            "at",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Code,
            Message,
            At,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "code" => Ok(GeneratedField::Code),
                            "message" => Ok(GeneratedField::Message),
                            "at" => Ok(GeneratedField::At),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Note;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Note")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Note, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut code__ = None;
                let mut message__ = None;
                let mut at__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Code => {
                            if code__.is_some() {
                                return Err(serde::de::Error::duplicate_field("code"));
                            }
                            code__ = Some(map_.next_value::<NoteCode>()? as i32);
                        }
                        GeneratedField::Message => {
                            if message__.is_some() {
                                return Err(serde::de::Error::duplicate_field("message"));
                            }
                            message__ = Some(map_.next_value()?);
                        }
                        GeneratedField::At => {
                            if at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("at"));
                            }
                            at__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Note {
                    code: code__.unwrap_or_default(),
                    message: message__.unwrap_or_default(),
                    at: at__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Note", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for NoteCode {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "NOTE_CODE_UNSPECIFIED",
            Self::EmptyText => "NOTE_CODE_EMPTY_TEXT",
            Self::LanguageNotSupported => "NOTE_CODE_LANGUAGE_NOT_SUPPORTED",
            Self::UnbalancedQuotation => "NOTE_CODE_UNBALANCED_QUOTATION",
            Self::NoPublicationTime => "NOTE_CODE_NO_PUBLICATION_TIME",
            Self::LimitReached => "NOTE_CODE_LIMIT_REACHED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for NoteCode {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "NOTE_CODE_UNSPECIFIED",
            "NOTE_CODE_EMPTY_TEXT",
            "NOTE_CODE_LANGUAGE_NOT_SUPPORTED",
            "NOTE_CODE_UNBALANCED_QUOTATION",
            "NOTE_CODE_NO_PUBLICATION_TIME",
            "NOTE_CODE_LIMIT_REACHED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = NoteCode;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "NOTE_CODE_UNSPECIFIED" => Ok(NoteCode::Unspecified),
                    "NOTE_CODE_EMPTY_TEXT" => Ok(NoteCode::EmptyText),
                    "NOTE_CODE_LANGUAGE_NOT_SUPPORTED" => Ok(NoteCode::LanguageNotSupported),
                    "NOTE_CODE_UNBALANCED_QUOTATION" => Ok(NoteCode::UnbalancedQuotation),
                    "NOTE_CODE_NO_PUBLICATION_TIME" => Ok(NoteCode::NoPublicationTime),
                    "NOTE_CODE_LIMIT_REACHED" => Ok(NoteCode::LimitReached),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for OffsetUnit {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "OFFSET_UNIT_UNSPECIFIED",
            Self::Utf8 => "OFFSET_UNIT_UTF8",
            Self::Utf16 => "OFFSET_UNIT_UTF16",
            Self::CodePoint => "OFFSET_UNIT_CODE_POINT",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for OffsetUnit {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "OFFSET_UNIT_UNSPECIFIED",
            "OFFSET_UNIT_UTF8",
            "OFFSET_UNIT_UTF16",
            "OFFSET_UNIT_CODE_POINT",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = OffsetUnit;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "OFFSET_UNIT_UNSPECIFIED" => Ok(OffsetUnit::Unspecified),
                    "OFFSET_UNIT_UTF8" => Ok(OffsetUnit::Utf8),
                    "OFFSET_UNIT_UTF16" => Ok(OffsetUnit::Utf16),
                    "OFFSET_UNIT_CODE_POINT" => Ok(OffsetUnit::CodePoint),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Place {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.words.is_some() {
            len += 1;
        }
        if self.geonames_id != 0 {
            len += 1;
        }
        if !self.name.is_empty() {
            len += 1;
        }
        if self.coordinates.is_some() {
            len += 1;
        }
        if !self.country.is_empty() {
            len += 1;
        }
        if !self.feature_class.is_empty() {
            len += 1;
        }
        if self.precision != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Place", len)?;
        if let Some(v) = self.words.as_ref() {
            struct_ser.serialize_field("words", v)?;
        }
        if self.geonames_id != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("geonamesId", ToString::to_string(&self.geonames_id).as_str())?;
        }
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if let Some(v) = self.coordinates.as_ref() {
            struct_ser.serialize_field("coordinates", v)?;
        }
        if !self.country.is_empty() {
            struct_ser.serialize_field("country", &self.country)?;
        }
        if !self.feature_class.is_empty() {
            struct_ser.serialize_field("featureClass", &self.feature_class)?;
        }
        if self.precision != 0 {
            let v = PlacePrecision::try_from(self.precision)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.precision)))?;
            struct_ser.serialize_field("precision", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Place {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "geonames_id",
            "geonamesId",
            "name",
            "coordinates",
            "country",
            "feature_class",
            "featureClass",
            "precision",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            GeonamesId,
            Name,
            Coordinates,
            Country,
            FeatureClass,
            Precision,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "words" => Ok(GeneratedField::Words),
                            "geonamesId" | "geonames_id" => Ok(GeneratedField::GeonamesId),
                            "name" => Ok(GeneratedField::Name),
                            "coordinates" => Ok(GeneratedField::Coordinates),
                            "country" => Ok(GeneratedField::Country),
                            "featureClass" | "feature_class" => Ok(GeneratedField::FeatureClass),
                            "precision" => Ok(GeneratedField::Precision),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Place;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Place")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Place, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut geonames_id__ = None;
                let mut name__ = None;
                let mut coordinates__ = None;
                let mut country__ = None;
                let mut feature_class__ = None;
                let mut precision__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = map_.next_value()?;
                        }
                        GeneratedField::GeonamesId => {
                            if geonames_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("geonamesId"));
                            }
                            geonames_id__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Coordinates => {
                            if coordinates__.is_some() {
                                return Err(serde::de::Error::duplicate_field("coordinates"));
                            }
                            coordinates__ = map_.next_value()?;
                        }
                        GeneratedField::Country => {
                            if country__.is_some() {
                                return Err(serde::de::Error::duplicate_field("country"));
                            }
                            country__ = Some(map_.next_value()?);
                        }
                        GeneratedField::FeatureClass => {
                            if feature_class__.is_some() {
                                return Err(serde::de::Error::duplicate_field("featureClass"));
                            }
                            feature_class__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Precision => {
                            if precision__.is_some() {
                                return Err(serde::de::Error::duplicate_field("precision"));
                            }
                            precision__ = Some(map_.next_value::<PlacePrecision>()? as i32);
                        }
                    }
                }
                Ok(Place {
                    words: words__,
                    geonames_id: geonames_id__.unwrap_or_default(),
                    name: name__.unwrap_or_default(),
                    coordinates: coordinates__,
                    country: country__.unwrap_or_default(),
                    feature_class: feature_class__.unwrap_or_default(),
                    precision: precision__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Place", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for PlacePrecision {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "PLACE_PRECISION_UNSPECIFIED",
            Self::Site => "PLACE_PRECISION_SITE",
            Self::Settlement => "PLACE_PRECISION_SETTLEMENT",
            Self::Region => "PLACE_PRECISION_REGION",
            Self::Country => "PLACE_PRECISION_COUNTRY",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for PlacePrecision {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "PLACE_PRECISION_UNSPECIFIED",
            "PLACE_PRECISION_SITE",
            "PLACE_PRECISION_SETTLEMENT",
            "PLACE_PRECISION_REGION",
            "PLACE_PRECISION_COUNTRY",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = PlacePrecision;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "PLACE_PRECISION_UNSPECIFIED" => Ok(PlacePrecision::Unspecified),
                    "PLACE_PRECISION_SITE" => Ok(PlacePrecision::Site),
                    "PLACE_PRECISION_SETTLEMENT" => Ok(PlacePrecision::Settlement),
                    "PLACE_PRECISION_REGION" => Ok(PlacePrecision::Region),
                    "PLACE_PRECISION_COUNTRY" => Ok(PlacePrecision::Country),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Polarity {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "POLARITY_UNSPECIFIED",
            Self::Positive => "POLARITY_POSITIVE",
            Self::Negative => "POLARITY_NEGATIVE",
            Self::Underspecified => "POLARITY_UNDERSPECIFIED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Polarity {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "POLARITY_UNSPECIFIED",
            "POLARITY_POSITIVE",
            "POLARITY_NEGATIVE",
            "POLARITY_UNDERSPECIFIED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Polarity;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "POLARITY_UNSPECIFIED" => Ok(Polarity::Unspecified),
                    "POLARITY_POSITIVE" => Ok(Polarity::Positive),
                    "POLARITY_NEGATIVE" => Ok(Polarity::Negative),
                    "POLARITY_UNDERSPECIFIED" => Ok(Polarity::Underspecified),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Quantity {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.words.is_some() {
            len += 1;
        }
        if self.value != 0. {
            len += 1;
        }
        if self.upper.is_some() {
            len += 1;
        }
        if !self.unit.is_empty() {
            len += 1;
        }
        if self.approximation != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Quantity", len)?;
        if let Some(v) = self.words.as_ref() {
            struct_ser.serialize_field("words", v)?;
        }
        if self.value != 0. {
            struct_ser.serialize_field("value", &self.value)?;
        }
        if let Some(v) = self.upper.as_ref() {
            struct_ser.serialize_field("upper", v)?;
        }
        if !self.unit.is_empty() {
            struct_ser.serialize_field("unit", &self.unit)?;
        }
        if self.approximation != 0 {
            let v = Approximation::try_from(self.approximation)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.approximation)))?;
            struct_ser.serialize_field("approximation", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Quantity {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "value",
            "upper",
            "unit",
            "approximation",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            Value,
            Upper,
            Unit,
            Approximation,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "words" => Ok(GeneratedField::Words),
                            "value" => Ok(GeneratedField::Value),
                            "upper" => Ok(GeneratedField::Upper),
                            "unit" => Ok(GeneratedField::Unit),
                            "approximation" => Ok(GeneratedField::Approximation),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Quantity;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Quantity")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Quantity, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut value__ = None;
                let mut upper__ = None;
                let mut unit__ = None;
                let mut approximation__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = map_.next_value()?;
                        }
                        GeneratedField::Value => {
                            if value__.is_some() {
                                return Err(serde::de::Error::duplicate_field("value"));
                            }
                            value__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Upper => {
                            if upper__.is_some() {
                                return Err(serde::de::Error::duplicate_field("upper"));
                            }
                            upper__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                        GeneratedField::Unit => {
                            if unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("unit"));
                            }
                            unit__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Approximation => {
                            if approximation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("approximation"));
                            }
                            approximation__ = Some(map_.next_value::<Approximation>()? as i32);
                        }
                    }
                }
                Ok(Quantity {
                    words: words__,
                    value: value__.unwrap_or_default(),
                    upper: upper__,
                    unit: unit__.unwrap_or_default(),
                    approximation: approximation__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Quantity", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Relay {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.name.is_empty() {
            len += 1;
        }
        if !self.words.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Relay", len)?;
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if !self.words.is_empty() {
            struct_ser.serialize_field("words", &self.words)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Relay {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "name",
            "words",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Name,
            Words,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "name" => Ok(GeneratedField::Name),
                            "words" => Ok(GeneratedField::Words),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Relay;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Relay")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Relay, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut name__ = None;
                let mut words__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Relay {
                    name: name__.unwrap_or_default(),
                    words: words__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Relay", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Resolution {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "RESOLUTION_UNSPECIFIED",
            Self::FullName => "RESOLUTION_FULL_NAME",
            Self::ShortName => "RESOLUTION_SHORT_NAME",
            Self::Pronoun => "RESOLUTION_PRONOUN",
            Self::FirstPerson => "RESOLUTION_FIRST_PERSON",
            Self::Nominal => "RESOLUTION_NOMINAL",
            Self::Metonym => "RESOLUTION_METONYM",
            Self::Implied => "RESOLUTION_IMPLIED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Resolution {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "RESOLUTION_UNSPECIFIED",
            "RESOLUTION_FULL_NAME",
            "RESOLUTION_SHORT_NAME",
            "RESOLUTION_PRONOUN",
            "RESOLUTION_FIRST_PERSON",
            "RESOLUTION_NOMINAL",
            "RESOLUTION_METONYM",
            "RESOLUTION_IMPLIED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Resolution;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "RESOLUTION_UNSPECIFIED" => Ok(Resolution::Unspecified),
                    "RESOLUTION_FULL_NAME" => Ok(Resolution::FullName),
                    "RESOLUTION_SHORT_NAME" => Ok(Resolution::ShortName),
                    "RESOLUTION_PRONOUN" => Ok(Resolution::Pronoun),
                    "RESOLUTION_FIRST_PERSON" => Ok(Resolution::FirstPerson),
                    "RESOLUTION_NOMINAL" => Ok(Resolution::Nominal),
                    "RESOLUTION_METONYM" => Ok(Resolution::Metonym),
                    "RESOLUTION_IMPLIED" => Ok(Resolution::Implied),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Source {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.entity_id.is_empty() {
            len += 1;
        }
        if !self.name.is_empty() {
            len += 1;
        }
        if self.kind != 0 {
            len += 1;
        }
        if self.anonymous {
            len += 1;
        }
        if !self.role.is_empty() {
            len += 1;
        }
        if !self.affiliation.is_empty() {
            len += 1;
        }
        if !self.antecedent.is_empty() {
            len += 1;
        }
        if !self.anonymity_reason.is_empty() {
            len += 1;
        }
        if self.gender != 0 {
            len += 1;
        }
        if self.resolution != 0 {
            len += 1;
        }
        if self.confidence.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.Source", len)?;
        if !self.entity_id.is_empty() {
            struct_ser.serialize_field("entityId", &self.entity_id)?;
        }
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if self.kind != 0 {
            let v = SourceKind::try_from(self.kind)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.kind)))?;
            struct_ser.serialize_field("kind", &v)?;
        }
        if self.anonymous {
            struct_ser.serialize_field("anonymous", &self.anonymous)?;
        }
        if !self.role.is_empty() {
            struct_ser.serialize_field("role", &self.role)?;
        }
        if !self.affiliation.is_empty() {
            struct_ser.serialize_field("affiliation", &self.affiliation)?;
        }
        if !self.antecedent.is_empty() {
            struct_ser.serialize_field("antecedent", &self.antecedent)?;
        }
        if !self.anonymity_reason.is_empty() {
            struct_ser.serialize_field("anonymityReason", &self.anonymity_reason)?;
        }
        if self.gender != 0 {
            let v = Gender::try_from(self.gender)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.gender)))?;
            struct_ser.serialize_field("gender", &v)?;
        }
        if self.resolution != 0 {
            let v = Resolution::try_from(self.resolution)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.resolution)))?;
            struct_ser.serialize_field("resolution", &v)?;
        }
        if let Some(v) = self.confidence.as_ref() {
            struct_ser.serialize_field("confidence", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Source {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "entity_id",
            "entityId",
            "name",
            "kind",
            "anonymous",
            "role",
            "affiliation",
            "antecedent",
            "anonymity_reason",
            "anonymityReason",
            "gender",
            "resolution",
            "confidence",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            EntityId,
            Name,
            Kind,
            Anonymous,
            Role,
            Affiliation,
            Antecedent,
            AnonymityReason,
            Gender,
            Resolution,
            Confidence,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "entityId" | "entity_id" => Ok(GeneratedField::EntityId),
                            "name" => Ok(GeneratedField::Name),
                            "kind" => Ok(GeneratedField::Kind),
                            "anonymous" => Ok(GeneratedField::Anonymous),
                            "role" => Ok(GeneratedField::Role),
                            "affiliation" => Ok(GeneratedField::Affiliation),
                            "antecedent" => Ok(GeneratedField::Antecedent),
                            "anonymityReason" | "anonymity_reason" => Ok(GeneratedField::AnonymityReason),
                            "gender" => Ok(GeneratedField::Gender),
                            "resolution" => Ok(GeneratedField::Resolution),
                            "confidence" => Ok(GeneratedField::Confidence),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Source;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.Source")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Source, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut entity_id__ = None;
                let mut name__ = None;
                let mut kind__ = None;
                let mut anonymous__ = None;
                let mut role__ = None;
                let mut affiliation__ = None;
                let mut antecedent__ = None;
                let mut anonymity_reason__ = None;
                let mut gender__ = None;
                let mut resolution__ = None;
                let mut confidence__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::EntityId => {
                            if entity_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("entityId"));
                            }
                            entity_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Kind => {
                            if kind__.is_some() {
                                return Err(serde::de::Error::duplicate_field("kind"));
                            }
                            kind__ = Some(map_.next_value::<SourceKind>()? as i32);
                        }
                        GeneratedField::Anonymous => {
                            if anonymous__.is_some() {
                                return Err(serde::de::Error::duplicate_field("anonymous"));
                            }
                            anonymous__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Role => {
                            if role__.is_some() {
                                return Err(serde::de::Error::duplicate_field("role"));
                            }
                            role__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Affiliation => {
                            if affiliation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("affiliation"));
                            }
                            affiliation__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Antecedent => {
                            if antecedent__.is_some() {
                                return Err(serde::de::Error::duplicate_field("antecedent"));
                            }
                            antecedent__ = Some(map_.next_value()?);
                        }
                        GeneratedField::AnonymityReason => {
                            if anonymity_reason__.is_some() {
                                return Err(serde::de::Error::duplicate_field("anonymityReason"));
                            }
                            anonymity_reason__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Gender => {
                            if gender__.is_some() {
                                return Err(serde::de::Error::duplicate_field("gender"));
                            }
                            gender__ = Some(map_.next_value::<Gender>()? as i32);
                        }
                        GeneratedField::Resolution => {
                            if resolution__.is_some() {
                                return Err(serde::de::Error::duplicate_field("resolution"));
                            }
                            resolution__ = Some(map_.next_value::<Resolution>()? as i32);
                        }
                        GeneratedField::Confidence => {
                            if confidence__.is_some() {
                                return Err(serde::de::Error::duplicate_field("confidence"));
                            }
                            confidence__ = 
                                map_.next_value::<::std::option::Option<::pbjson::private::NumberDeserialize<_>>>()?.map(|x| x.0)
                            ;
                        }
                    }
                }
                Ok(Source {
                    entity_id: entity_id__.unwrap_or_default(),
                    name: name__.unwrap_or_default(),
                    kind: kind__.unwrap_or_default(),
                    anonymous: anonymous__.unwrap_or_default(),
                    role: role__.unwrap_or_default(),
                    affiliation: affiliation__.unwrap_or_default(),
                    antecedent: antecedent__.unwrap_or_default(),
                    anonymity_reason: anonymity_reason__.unwrap_or_default(),
                    gender: gender__.unwrap_or_default(),
                    resolution: resolution__.unwrap_or_default(),
                    confidence: confidence__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.Source", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SourceKind {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "SOURCE_KIND_UNSPECIFIED",
            Self::Person => "SOURCE_KIND_PERSON",
            Self::Organization => "SOURCE_KIND_ORGANIZATION",
            Self::Document => "SOURCE_KIND_DOCUMENT",
            Self::Group => "SOURCE_KIND_GROUP",
            Self::OfficialBody => "SOURCE_KIND_OFFICIAL_BODY",
            Self::MediaOutlet => "SOURCE_KIND_MEDIA_OUTLET",
            Self::Unstated => "SOURCE_KIND_UNSTATED",
            Self::Author => "SOURCE_KIND_AUTHOR",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for SourceKind {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "SOURCE_KIND_UNSPECIFIED",
            "SOURCE_KIND_PERSON",
            "SOURCE_KIND_ORGANIZATION",
            "SOURCE_KIND_DOCUMENT",
            "SOURCE_KIND_GROUP",
            "SOURCE_KIND_OFFICIAL_BODY",
            "SOURCE_KIND_MEDIA_OUTLET",
            "SOURCE_KIND_UNSTATED",
            "SOURCE_KIND_AUTHOR",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = SourceKind;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "SOURCE_KIND_UNSPECIFIED" => Ok(SourceKind::Unspecified),
                    "SOURCE_KIND_PERSON" => Ok(SourceKind::Person),
                    "SOURCE_KIND_ORGANIZATION" => Ok(SourceKind::Organization),
                    "SOURCE_KIND_DOCUMENT" => Ok(SourceKind::Document),
                    "SOURCE_KIND_GROUP" => Ok(SourceKind::Group),
                    "SOURCE_KIND_OFFICIAL_BODY" => Ok(SourceKind::OfficialBody),
                    "SOURCE_KIND_MEDIA_OUTLET" => Ok(SourceKind::MediaOutlet),
                    "SOURCE_KIND_UNSTATED" => Ok(SourceKind::Unstated),
                    "SOURCE_KIND_AUTHOR" => Ok(SourceKind::Author),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Stance {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "STANCE_UNSPECIFIED",
            Self::Neutral => "STANCE_NEUTRAL",
            Self::Distancing => "STANCE_DISTANCING",
            Self::Endorsing => "STANCE_ENDORSING",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Stance {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "STANCE_UNSPECIFIED",
            "STANCE_NEUTRAL",
            "STANCE_DISTANCING",
            "STANCE_ENDORSING",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Stance;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "STANCE_UNSPECIFIED" => Ok(Stance::Unspecified),
                    "STANCE_NEUTRAL" => Ok(Stance::Neutral),
                    "STANCE_DISTANCING" => Ok(Stance::Distancing),
                    "STANCE_ENDORSING" => Ok(Stance::Endorsing),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for TextSpan {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.start != 0 {
            len += 1;
        }
        if self.end != 0 {
            len += 1;
        }
        if !self.text.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.TextSpan", len)?;
        if self.start != 0 {
            struct_ser.serialize_field("start", &self.start)?;
        }
        if self.end != 0 {
            struct_ser.serialize_field("end", &self.end)?;
        }
        if !self.text.is_empty() {
            struct_ser.serialize_field("text", &self.text)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for TextSpan {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "start",
            "end",
            "text",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Start,
            End,
            Text,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "start" => Ok(GeneratedField::Start),
                            "end" => Ok(GeneratedField::End),
                            "text" => Ok(GeneratedField::Text),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = TextSpan;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.TextSpan")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<TextSpan, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut start__ = None;
                let mut end__ = None;
                let mut text__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Start => {
                            if start__.is_some() {
                                return Err(serde::de::Error::duplicate_field("start"));
                            }
                            start__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::End => {
                            if end__.is_some() {
                                return Err(serde::de::Error::duplicate_field("end"));
                            }
                            end__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Text => {
                            if text__.is_some() {
                                return Err(serde::de::Error::duplicate_field("text"));
                            }
                            text__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(TextSpan {
                    start: start__.unwrap_or_default(),
                    end: end__.unwrap_or_default(),
                    text: text__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.TextSpan", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for TimeExpression {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.words.is_some() {
            len += 1;
        }
        if self.r#type != 0 {
            len += 1;
        }
        if !self.value.is_empty() {
            len += 1;
        }
        if self.interval.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.claim.v1.TimeExpression", len)?;
        if let Some(v) = self.words.as_ref() {
            struct_ser.serialize_field("words", v)?;
        }
        if self.r#type != 0 {
            let v = TimeType::try_from(self.r#type)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.r#type)))?;
            struct_ser.serialize_field("type", &v)?;
        }
        if !self.value.is_empty() {
            struct_ser.serialize_field("value", &self.value)?;
        }
        if let Some(v) = self.interval.as_ref() {
            struct_ser.serialize_field("interval", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for TimeExpression {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "type",
            "value",
            "interval",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            Type,
            Value,
            Interval,
        }
        impl<'de> serde::Deserialize<'de> for GeneratedField {
            fn deserialize<D>(deserializer: D) -> std::result::Result<GeneratedField, D::Error>
            where
                D: serde::Deserializer<'de>,
            {
                struct GeneratedVisitor;

                impl serde::de::Visitor<'_> for GeneratedVisitor {
                    type Value = GeneratedField;

                    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        write!(formatter, "expected one of: {:?}", &FIELDS)
                    }

                    #[allow(unused_variables)]
                    fn visit_str<E>(self, value: &str) -> std::result::Result<GeneratedField, E>
                    where
                        E: serde::de::Error,
                    {
                        match value {
                            "words" => Ok(GeneratedField::Words),
                            "type" => Ok(GeneratedField::Type),
                            "value" => Ok(GeneratedField::Value),
                            "interval" => Ok(GeneratedField::Interval),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = TimeExpression;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.claim.v1.TimeExpression")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<TimeExpression, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut r#type__ = None;
                let mut value__ = None;
                let mut interval__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = map_.next_value()?;
                        }
                        GeneratedField::Type => {
                            if r#type__.is_some() {
                                return Err(serde::de::Error::duplicate_field("type"));
                            }
                            r#type__ = Some(map_.next_value::<TimeType>()? as i32);
                        }
                        GeneratedField::Value => {
                            if value__.is_some() {
                                return Err(serde::de::Error::duplicate_field("value"));
                            }
                            value__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Interval => {
                            if interval__.is_some() {
                                return Err(serde::de::Error::duplicate_field("interval"));
                            }
                            interval__ = map_.next_value()?;
                        }
                    }
                }
                Ok(TimeExpression {
                    words: words__,
                    r#type: r#type__.unwrap_or_default(),
                    value: value__.unwrap_or_default(),
                    interval: interval__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.claim.v1.TimeExpression", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for TimeType {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "TIME_TYPE_UNSPECIFIED",
            Self::Date => "TIME_TYPE_DATE",
            Self::Time => "TIME_TYPE_TIME",
            Self::Duration => "TIME_TYPE_DURATION",
            Self::Set => "TIME_TYPE_SET",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for TimeType {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "TIME_TYPE_UNSPECIFIED",
            "TIME_TYPE_DATE",
            "TIME_TYPE_TIME",
            "TIME_TYPE_DURATION",
            "TIME_TYPE_SET",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = TimeType;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(formatter, "expected one of: {:?}", &FIELDS)
            }

            fn visit_i64<E>(self, v: i64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Signed(v), &self)
                    })
            }

            fn visit_u64<E>(self, v: u64) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                i32::try_from(v)
                    .ok()
                    .and_then(|x| x.try_into().ok())
                    .ok_or_else(|| {
                        serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(v), &self)
                    })
            }

            fn visit_str<E>(self, value: &str) -> std::result::Result<Self::Value, E>
            where
                E: serde::de::Error,
            {
                match value {
                    "TIME_TYPE_UNSPECIFIED" => Ok(TimeType::Unspecified),
                    "TIME_TYPE_DATE" => Ok(TimeType::Date),
                    "TIME_TYPE_TIME" => Ok(TimeType::Time),
                    "TIME_TYPE_DURATION" => Ok(TimeType::Duration),
                    "TIME_TYPE_SET" => Ok(TimeType::Set),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
