impl serde::Serialize for DescribeExtractorRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let len = 0;
        let struct_ser = serializer.serialize_struct("sayso.extract.v1.DescribeExtractorRequest", len)?;
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for DescribeExtractorRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
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
                            Err(serde::de::Error::unknown_field(value, FIELDS))
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = DescribeExtractorRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.DescribeExtractorRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<DescribeExtractorRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                while map_.next_key::<GeneratedField>()?.is_some() {
                    let _ = map_.next_value::<serde::de::IgnoredAny>()?;
                }
                Ok(DescribeExtractorRequest {
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.DescribeExtractorRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for DescribeExtractorResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.extractor.is_some() {
            len += 1;
        }
        if !self.languages.is_empty() {
            len += 1;
        }
        if self.max_text_bytes != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.DescribeExtractorResponse", len)?;
        if let Some(v) = self.extractor.as_ref() {
            struct_ser.serialize_field("extractor", v)?;
        }
        if !self.languages.is_empty() {
            struct_ser.serialize_field("languages", &self.languages)?;
        }
        if self.max_text_bytes != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("maxTextBytes", ToString::to_string(&self.max_text_bytes).as_str())?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for DescribeExtractorResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "extractor",
            "languages",
            "max_text_bytes",
            "maxTextBytes",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Extractor,
            Languages,
            MaxTextBytes,
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
                            "extractor" => Ok(GeneratedField::Extractor),
                            "languages" => Ok(GeneratedField::Languages),
                            "maxTextBytes" | "max_text_bytes" => Ok(GeneratedField::MaxTextBytes),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = DescribeExtractorResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.DescribeExtractorResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<DescribeExtractorResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut extractor__ = None;
                let mut languages__ = None;
                let mut max_text_bytes__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Extractor => {
                            if extractor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("extractor"));
                            }
                            extractor__ = map_.next_value()?;
                        }
                        GeneratedField::Languages => {
                            if languages__.is_some() {
                                return Err(serde::de::Error::duplicate_field("languages"));
                            }
                            languages__ = Some(map_.next_value()?);
                        }
                        GeneratedField::MaxTextBytes => {
                            if max_text_bytes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("maxTextBytes"));
                            }
                            max_text_bytes__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(DescribeExtractorResponse {
                    extractor: extractor__,
                    languages: languages__.unwrap_or_default(),
                    max_text_bytes: max_text_bytes__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.DescribeExtractorResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExtractError {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.reason.is_empty() {
            len += 1;
        }
        if !self.message.is_empty() {
            len += 1;
        }
        if !self.field.is_empty() {
            len += 1;
        }
        if self.retry_after_millis != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.ExtractError", len)?;
        if !self.reason.is_empty() {
            struct_ser.serialize_field("reason", &self.reason)?;
        }
        if !self.message.is_empty() {
            struct_ser.serialize_field("message", &self.message)?;
        }
        if !self.field.is_empty() {
            struct_ser.serialize_field("field", &self.field)?;
        }
        if self.retry_after_millis != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("retryAfterMillis", ToString::to_string(&self.retry_after_millis).as_str())?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExtractError {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "reason",
            "message",
            "field",
            "retry_after_millis",
            "retryAfterMillis",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Reason,
            Message,
            Field,
            RetryAfterMillis,
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
                            "reason" => Ok(GeneratedField::Reason),
                            "message" => Ok(GeneratedField::Message),
                            "field" => Ok(GeneratedField::Field),
                            "retryAfterMillis" | "retry_after_millis" => Ok(GeneratedField::RetryAfterMillis),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ExtractError;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.ExtractError")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExtractError, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut reason__ = None;
                let mut message__ = None;
                let mut field__ = None;
                let mut retry_after_millis__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Reason => {
                            if reason__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reason"));
                            }
                            reason__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Message => {
                            if message__.is_some() {
                                return Err(serde::de::Error::duplicate_field("message"));
                            }
                            message__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Field => {
                            if field__.is_some() {
                                return Err(serde::de::Error::duplicate_field("field"));
                            }
                            field__ = Some(map_.next_value()?);
                        }
                        GeneratedField::RetryAfterMillis => {
                            if retry_after_millis__.is_some() {
                                return Err(serde::de::Error::duplicate_field("retryAfterMillis"));
                            }
                            retry_after_millis__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(ExtractError {
                    reason: reason__.unwrap_or_default(),
                    message: message__.unwrap_or_default(),
                    field: field__.unwrap_or_default(),
                    retry_after_millis: retry_after_millis__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.ExtractError", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExtractRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.document.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.ExtractRequest", len)?;
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExtractRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Document,
            OffsetUnit,
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
                            "document" => Ok(GeneratedField::Document),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ExtractRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.ExtractRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExtractRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Document => {
                            if document__.is_some() {
                                return Err(serde::de::Error::duplicate_field("document"));
                            }
                            document__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(ExtractRequest {
                    document: document__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.ExtractRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExtractResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.document.is_some() {
            len += 1;
        }
        if self.extractor.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if !self.language.is_empty() {
            len += 1;
        }
        if !self.claims.is_empty() {
            len += 1;
        }
        if !self.notes.is_empty() {
            len += 1;
        }
        if !self.entities.is_empty() {
            len += 1;
        }
        if !self.times.is_empty() {
            len += 1;
        }
        if !self.places.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.ExtractResponse", len)?;
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if let Some(v) = self.extractor.as_ref() {
            struct_ser.serialize_field("extractor", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if !self.language.is_empty() {
            struct_ser.serialize_field("language", &self.language)?;
        }
        if !self.claims.is_empty() {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if !self.notes.is_empty() {
            struct_ser.serialize_field("notes", &self.notes)?;
        }
        if !self.entities.is_empty() {
            struct_ser.serialize_field("entities", &self.entities)?;
        }
        if !self.times.is_empty() {
            struct_ser.serialize_field("times", &self.times)?;
        }
        if !self.places.is_empty() {
            struct_ser.serialize_field("places", &self.places)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExtractResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document",
            "extractor",
            "offset_unit",
            "offsetUnit",
            "language",
            "claims",
            "notes",
            "entities",
            "times",
            "places",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Document,
            Extractor,
            OffsetUnit,
            Language,
            Claims,
            Notes,
            Entities,
            Times,
            Places,
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
                            "document" => Ok(GeneratedField::Document),
                            "extractor" => Ok(GeneratedField::Extractor),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "language" => Ok(GeneratedField::Language),
                            "claims" => Ok(GeneratedField::Claims),
                            "notes" => Ok(GeneratedField::Notes),
                            "entities" => Ok(GeneratedField::Entities),
                            "times" => Ok(GeneratedField::Times),
                            "places" => Ok(GeneratedField::Places),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ExtractResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.ExtractResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExtractResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document__ = None;
                let mut extractor__ = None;
                let mut offset_unit__ = None;
                let mut language__ = None;
                let mut claims__ = None;
                let mut notes__ = None;
                let mut entities__ = None;
                let mut times__ = None;
                let mut places__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Document => {
                            if document__.is_some() {
                                return Err(serde::de::Error::duplicate_field("document"));
                            }
                            document__ = map_.next_value()?;
                        }
                        GeneratedField::Extractor => {
                            if extractor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("extractor"));
                            }
                            extractor__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::Language => {
                            if language__.is_some() {
                                return Err(serde::de::Error::duplicate_field("language"));
                            }
                            language__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Notes => {
                            if notes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("notes"));
                            }
                            notes__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Entities => {
                            if entities__.is_some() {
                                return Err(serde::de::Error::duplicate_field("entities"));
                            }
                            entities__ = Some(map_.next_value()?);
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
                    }
                }
                Ok(ExtractResponse {
                    document: document__,
                    extractor: extractor__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                    language: language__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                    notes: notes__.unwrap_or_default(),
                    entities: entities__.unwrap_or_default(),
                    times: times__.unwrap_or_default(),
                    places: places__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.ExtractResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExtractStreamRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.request.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.ExtractStreamRequest", len)?;
        if let Some(v) = self.request.as_ref() {
            struct_ser.serialize_field("request", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExtractStreamRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "request",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Request,
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
                            "request" => Ok(GeneratedField::Request),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ExtractStreamRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.ExtractStreamRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExtractStreamRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut request__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Request => {
                            if request__.is_some() {
                                return Err(serde::de::Error::duplicate_field("request"));
                            }
                            request__ = map_.next_value()?;
                        }
                    }
                }
                Ok(ExtractStreamRequest {
                    request: request__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.ExtractStreamRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExtractStreamResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.result.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.extract.v1.ExtractStreamResponse", len)?;
        if let Some(v) = self.result.as_ref() {
            match v {
                extract_stream_response::Result::Response(v) => {
                    struct_ser.serialize_field("response", v)?;
                }
                extract_stream_response::Result::Error(v) => {
                    struct_ser.serialize_field("error", v)?;
                }
            }
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExtractStreamResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "response",
            "error",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Response,
            Error,
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
                            "response" => Ok(GeneratedField::Response),
                            "error" => Ok(GeneratedField::Error),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ExtractStreamResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.extract.v1.ExtractStreamResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExtractStreamResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut result__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Response => {
                            if result__.is_some() {
                                return Err(serde::de::Error::duplicate_field("response"));
                            }
                            result__ = map_.next_value::<::std::option::Option<_>>()?.map(extract_stream_response::Result::Response)
;
                        }
                        GeneratedField::Error => {
                            if result__.is_some() {
                                return Err(serde::de::Error::duplicate_field("error"));
                            }
                            result__ = map_.next_value::<::std::option::Option<_>>()?.map(extract_stream_response::Result::Error)
;
                        }
                    }
                }
                Ok(ExtractStreamResponse {
                    result: result__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.extract.v1.ExtractStreamResponse", FIELDS, GeneratedVisitor)
    }
}
