impl serde::Serialize for ChangeType {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "CHANGE_TYPE_UNSPECIFIED",
            Self::Added => "CHANGE_TYPE_ADDED",
            Self::Withdrawn => "CHANGE_TYPE_WITHDRAWN",
            Self::Updated => "CHANGE_TYPE_UPDATED",
            Self::Settled => "CHANGE_TYPE_SETTLED",
            Self::PassedOver => "CHANGE_TYPE_PASSED_OVER",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for ChangeType {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "CHANGE_TYPE_UNSPECIFIED",
            "CHANGE_TYPE_ADDED",
            "CHANGE_TYPE_WITHDRAWN",
            "CHANGE_TYPE_UPDATED",
            "CHANGE_TYPE_SETTLED",
            "CHANGE_TYPE_PASSED_OVER",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = ChangeType;

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
                    "CHANGE_TYPE_UNSPECIFIED" => Ok(ChangeType::Unspecified),
                    "CHANGE_TYPE_ADDED" => Ok(ChangeType::Added),
                    "CHANGE_TYPE_WITHDRAWN" => Ok(ChangeType::Withdrawn),
                    "CHANGE_TYPE_UPDATED" => Ok(ChangeType::Updated),
                    "CHANGE_TYPE_SETTLED" => Ok(ChangeType::Settled),
                    "CHANGE_TYPE_PASSED_OVER" => Ok(ChangeType::PassedOver),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for Circle {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.center.is_some() {
            len += 1;
        }
        if self.radius_km != 0. {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.Circle", len)?;
        if let Some(v) = self.center.as_ref() {
            struct_ser.serialize_field("center", v)?;
        }
        if self.radius_km != 0. {
            struct_ser.serialize_field("radiusKm", &self.radius_km)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Circle {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "center",
            "radius_km",
            "radiusKm",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Center,
            RadiusKm,
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
                            "center" => Ok(GeneratedField::Center),
                            "radiusKm" | "radius_km" => Ok(GeneratedField::RadiusKm),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Circle;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.Circle")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Circle, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut center__ = None;
                let mut radius_km__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Center => {
                            if center__.is_some() {
                                return Err(serde::de::Error::duplicate_field("center"));
                            }
                            center__ = map_.next_value()?;
                        }
                        GeneratedField::RadiusKm => {
                            if radius_km__.is_some() {
                                return Err(serde::de::Error::duplicate_field("radiusKm"));
                            }
                            radius_km__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(Circle {
                    center: center__,
                    radius_km: radius_km__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.Circle", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ClaimQuery {
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
        if !self.source.is_empty() {
            len += 1;
        }
        if !self.document_id.is_empty() {
            len += 1;
        }
        if !self.published_from.is_empty() {
            len += 1;
        }
        if !self.published_before.is_empty() {
            len += 1;
        }
        if !self.kinds.is_empty() {
            len += 1;
        }
        if !self.forms.is_empty() {
            len += 1;
        }
        if !self.site.is_empty() {
            len += 1;
        }
        if self.include_superseded {
            len += 1;
        }
        if !self.source_id.is_empty() {
            len += 1;
        }
        if !self.affiliation.is_empty() {
            len += 1;
        }
        if !self.countries.is_empty() {
            len += 1;
        }
        if !self.place_ids.is_empty() {
            len += 1;
        }
        if self.near.is_some() {
            len += 1;
        }
        if !self.said_from.is_empty() {
            len += 1;
        }
        if !self.said_before.is_empty() {
            len += 1;
        }
        if !self.about_from.is_empty() {
            len += 1;
        }
        if !self.about_before.is_empty() {
            len += 1;
        }
        if !self.certainties.is_empty() {
            len += 1;
        }
        if !self.polarities.is_empty() {
            len += 1;
        }
        if !self.forecast_states.is_empty() {
            len += 1;
        }
        if !self.as_of.is_empty() {
            len += 1;
        }
        if self.min_confidence != 0. {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ClaimQuery", len)?;
        if !self.words.is_empty() {
            struct_ser.serialize_field("words", &self.words)?;
        }
        if !self.source.is_empty() {
            struct_ser.serialize_field("source", &self.source)?;
        }
        if !self.document_id.is_empty() {
            struct_ser.serialize_field("documentId", &self.document_id)?;
        }
        if !self.published_from.is_empty() {
            struct_ser.serialize_field("publishedFrom", &self.published_from)?;
        }
        if !self.published_before.is_empty() {
            struct_ser.serialize_field("publishedBefore", &self.published_before)?;
        }
        if !self.kinds.is_empty() {
            let v = self.kinds.iter().cloned().map(|v| {
                super::super::claim::v1::Kind::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("kinds", &v)?;
        }
        if !self.forms.is_empty() {
            let v = self.forms.iter().cloned().map(|v| {
                super::super::claim::v1::Form::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("forms", &v)?;
        }
        if !self.site.is_empty() {
            struct_ser.serialize_field("site", &self.site)?;
        }
        if self.include_superseded {
            struct_ser.serialize_field("includeSuperseded", &self.include_superseded)?;
        }
        if !self.source_id.is_empty() {
            struct_ser.serialize_field("sourceId", &self.source_id)?;
        }
        if !self.affiliation.is_empty() {
            struct_ser.serialize_field("affiliation", &self.affiliation)?;
        }
        if !self.countries.is_empty() {
            struct_ser.serialize_field("countries", &self.countries)?;
        }
        if !self.place_ids.is_empty() {
            struct_ser.serialize_field("placeIds", &self.place_ids.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        }
        if let Some(v) = self.near.as_ref() {
            struct_ser.serialize_field("near", v)?;
        }
        if !self.said_from.is_empty() {
            struct_ser.serialize_field("saidFrom", &self.said_from)?;
        }
        if !self.said_before.is_empty() {
            struct_ser.serialize_field("saidBefore", &self.said_before)?;
        }
        if !self.about_from.is_empty() {
            struct_ser.serialize_field("aboutFrom", &self.about_from)?;
        }
        if !self.about_before.is_empty() {
            struct_ser.serialize_field("aboutBefore", &self.about_before)?;
        }
        if !self.certainties.is_empty() {
            let v = self.certainties.iter().cloned().map(|v| {
                super::super::claim::v1::Certainty::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("certainties", &v)?;
        }
        if !self.polarities.is_empty() {
            let v = self.polarities.iter().cloned().map(|v| {
                super::super::claim::v1::Polarity::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("polarities", &v)?;
        }
        if !self.forecast_states.is_empty() {
            let v = self.forecast_states.iter().cloned().map(|v| {
                ForecastState::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("forecastStates", &v)?;
        }
        if !self.as_of.is_empty() {
            struct_ser.serialize_field("asOf", &self.as_of)?;
        }
        if self.min_confidence != 0. {
            struct_ser.serialize_field("minConfidence", &self.min_confidence)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ClaimQuery {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "source",
            "document_id",
            "documentId",
            "published_from",
            "publishedFrom",
            "published_before",
            "publishedBefore",
            "kinds",
            "forms",
            "site",
            "include_superseded",
            "includeSuperseded",
            "source_id",
            "sourceId",
            "affiliation",
            "countries",
            "place_ids",
            "placeIds",
            "near",
            "said_from",
            "saidFrom",
            "said_before",
            "saidBefore",
            "about_from",
            "aboutFrom",
            "about_before",
            "aboutBefore",
            "certainties",
            "polarities",
            "forecast_states",
            "forecastStates",
            "as_of",
            "asOf",
            "min_confidence",
            "minConfidence",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            Source,
            DocumentId,
            PublishedFrom,
            PublishedBefore,
            Kinds,
            Forms,
            Site,
            IncludeSuperseded,
            SourceId,
            Affiliation,
            Countries,
            PlaceIds,
            Near,
            SaidFrom,
            SaidBefore,
            AboutFrom,
            AboutBefore,
            Certainties,
            Polarities,
            ForecastStates,
            AsOf,
            MinConfidence,
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
                            "source" => Ok(GeneratedField::Source),
                            "documentId" | "document_id" => Ok(GeneratedField::DocumentId),
                            "publishedFrom" | "published_from" => Ok(GeneratedField::PublishedFrom),
                            "publishedBefore" | "published_before" => Ok(GeneratedField::PublishedBefore),
                            "kinds" => Ok(GeneratedField::Kinds),
                            "forms" => Ok(GeneratedField::Forms),
                            "site" => Ok(GeneratedField::Site),
                            "includeSuperseded" | "include_superseded" => Ok(GeneratedField::IncludeSuperseded),
                            "sourceId" | "source_id" => Ok(GeneratedField::SourceId),
                            "affiliation" => Ok(GeneratedField::Affiliation),
                            "countries" => Ok(GeneratedField::Countries),
                            "placeIds" | "place_ids" => Ok(GeneratedField::PlaceIds),
                            "near" => Ok(GeneratedField::Near),
                            "saidFrom" | "said_from" => Ok(GeneratedField::SaidFrom),
                            "saidBefore" | "said_before" => Ok(GeneratedField::SaidBefore),
                            "aboutFrom" | "about_from" => Ok(GeneratedField::AboutFrom),
                            "aboutBefore" | "about_before" => Ok(GeneratedField::AboutBefore),
                            "certainties" => Ok(GeneratedField::Certainties),
                            "polarities" => Ok(GeneratedField::Polarities),
                            "forecastStates" | "forecast_states" => Ok(GeneratedField::ForecastStates),
                            "asOf" | "as_of" => Ok(GeneratedField::AsOf),
                            "minConfidence" | "min_confidence" => Ok(GeneratedField::MinConfidence),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ClaimQuery;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ClaimQuery")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ClaimQuery, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut source__ = None;
                let mut document_id__ = None;
                let mut published_from__ = None;
                let mut published_before__ = None;
                let mut kinds__ = None;
                let mut forms__ = None;
                let mut site__ = None;
                let mut include_superseded__ = None;
                let mut source_id__ = None;
                let mut affiliation__ = None;
                let mut countries__ = None;
                let mut place_ids__ = None;
                let mut near__ = None;
                let mut said_from__ = None;
                let mut said_before__ = None;
                let mut about_from__ = None;
                let mut about_before__ = None;
                let mut certainties__ = None;
                let mut polarities__ = None;
                let mut forecast_states__ = None;
                let mut as_of__ = None;
                let mut min_confidence__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Source => {
                            if source__.is_some() {
                                return Err(serde::de::Error::duplicate_field("source"));
                            }
                            source__ = Some(map_.next_value()?);
                        }
                        GeneratedField::DocumentId => {
                            if document_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documentId"));
                            }
                            document_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PublishedFrom => {
                            if published_from__.is_some() {
                                return Err(serde::de::Error::duplicate_field("publishedFrom"));
                            }
                            published_from__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PublishedBefore => {
                            if published_before__.is_some() {
                                return Err(serde::de::Error::duplicate_field("publishedBefore"));
                            }
                            published_before__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Kinds => {
                            if kinds__.is_some() {
                                return Err(serde::de::Error::duplicate_field("kinds"));
                            }
                            kinds__ = Some(map_.next_value::<Vec<super::super::claim::v1::Kind>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::Forms => {
                            if forms__.is_some() {
                                return Err(serde::de::Error::duplicate_field("forms"));
                            }
                            forms__ = Some(map_.next_value::<Vec<super::super::claim::v1::Form>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::Site => {
                            if site__.is_some() {
                                return Err(serde::de::Error::duplicate_field("site"));
                            }
                            site__ = Some(map_.next_value()?);
                        }
                        GeneratedField::IncludeSuperseded => {
                            if include_superseded__.is_some() {
                                return Err(serde::de::Error::duplicate_field("includeSuperseded"));
                            }
                            include_superseded__ = Some(map_.next_value()?);
                        }
                        GeneratedField::SourceId => {
                            if source_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sourceId"));
                            }
                            source_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Affiliation => {
                            if affiliation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("affiliation"));
                            }
                            affiliation__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Countries => {
                            if countries__.is_some() {
                                return Err(serde::de::Error::duplicate_field("countries"));
                            }
                            countries__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PlaceIds => {
                            if place_ids__.is_some() {
                                return Err(serde::de::Error::duplicate_field("placeIds"));
                            }
                            place_ids__ = 
                                Some(map_.next_value::<Vec<::pbjson::private::NumberDeserialize<_>>>()?
                                    .into_iter().map(|x| x.0).collect())
                            ;
                        }
                        GeneratedField::Near => {
                            if near__.is_some() {
                                return Err(serde::de::Error::duplicate_field("near"));
                            }
                            near__ = map_.next_value()?;
                        }
                        GeneratedField::SaidFrom => {
                            if said_from__.is_some() {
                                return Err(serde::de::Error::duplicate_field("saidFrom"));
                            }
                            said_from__ = Some(map_.next_value()?);
                        }
                        GeneratedField::SaidBefore => {
                            if said_before__.is_some() {
                                return Err(serde::de::Error::duplicate_field("saidBefore"));
                            }
                            said_before__ = Some(map_.next_value()?);
                        }
                        GeneratedField::AboutFrom => {
                            if about_from__.is_some() {
                                return Err(serde::de::Error::duplicate_field("aboutFrom"));
                            }
                            about_from__ = Some(map_.next_value()?);
                        }
                        GeneratedField::AboutBefore => {
                            if about_before__.is_some() {
                                return Err(serde::de::Error::duplicate_field("aboutBefore"));
                            }
                            about_before__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Certainties => {
                            if certainties__.is_some() {
                                return Err(serde::de::Error::duplicate_field("certainties"));
                            }
                            certainties__ = Some(map_.next_value::<Vec<super::super::claim::v1::Certainty>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::Polarities => {
                            if polarities__.is_some() {
                                return Err(serde::de::Error::duplicate_field("polarities"));
                            }
                            polarities__ = Some(map_.next_value::<Vec<super::super::claim::v1::Polarity>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::ForecastStates => {
                            if forecast_states__.is_some() {
                                return Err(serde::de::Error::duplicate_field("forecastStates"));
                            }
                            forecast_states__ = Some(map_.next_value::<Vec<ForecastState>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::AsOf => {
                            if as_of__.is_some() {
                                return Err(serde::de::Error::duplicate_field("asOf"));
                            }
                            as_of__ = Some(map_.next_value()?);
                        }
                        GeneratedField::MinConfidence => {
                            if min_confidence__.is_some() {
                                return Err(serde::de::Error::duplicate_field("minConfidence"));
                            }
                            min_confidence__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(ClaimQuery {
                    words: words__.unwrap_or_default(),
                    source: source__.unwrap_or_default(),
                    document_id: document_id__.unwrap_or_default(),
                    published_from: published_from__.unwrap_or_default(),
                    published_before: published_before__.unwrap_or_default(),
                    kinds: kinds__.unwrap_or_default(),
                    forms: forms__.unwrap_or_default(),
                    site: site__.unwrap_or_default(),
                    include_superseded: include_superseded__.unwrap_or_default(),
                    source_id: source_id__.unwrap_or_default(),
                    affiliation: affiliation__.unwrap_or_default(),
                    countries: countries__.unwrap_or_default(),
                    place_ids: place_ids__.unwrap_or_default(),
                    near: near__,
                    said_from: said_from__.unwrap_or_default(),
                    said_before: said_before__.unwrap_or_default(),
                    about_from: about_from__.unwrap_or_default(),
                    about_before: about_before__.unwrap_or_default(),
                    certainties: certainties__.unwrap_or_default(),
                    polarities: polarities__.unwrap_or_default(),
                    forecast_states: forecast_states__.unwrap_or_default(),
                    as_of: as_of__.unwrap_or_default(),
                    min_confidence: min_confidence__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ClaimQuery", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ClaimShare {
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
        if self.claims != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ClaimShare", len)?;
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if self.claims != 0 {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ClaimShare {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "name",
            "claims",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Name,
            Claims,
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
                            "claims" => Ok(GeneratedField::Claims),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ClaimShare;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ClaimShare")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ClaimShare, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut name__ = None;
                let mut claims__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(ClaimShare {
                    name: name__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ClaimShare", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for CopyOf {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.document_id.is_empty() {
            len += 1;
        }
        if !self.revision.is_empty() {
            len += 1;
        }
        if self.resemblance != 0. {
            len += 1;
        }
        if self.of_copy != 0. {
            len += 1;
        }
        if self.of_original != 0. {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.CopyOf", len)?;
        if !self.document_id.is_empty() {
            struct_ser.serialize_field("documentId", &self.document_id)?;
        }
        if !self.revision.is_empty() {
            struct_ser.serialize_field("revision", &self.revision)?;
        }
        if self.resemblance != 0. {
            struct_ser.serialize_field("resemblance", &self.resemblance)?;
        }
        if self.of_copy != 0. {
            struct_ser.serialize_field("ofCopy", &self.of_copy)?;
        }
        if self.of_original != 0. {
            struct_ser.serialize_field("ofOriginal", &self.of_original)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for CopyOf {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document_id",
            "documentId",
            "revision",
            "resemblance",
            "of_copy",
            "ofCopy",
            "of_original",
            "ofOriginal",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            DocumentId,
            Revision,
            Resemblance,
            OfCopy,
            OfOriginal,
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
                            "documentId" | "document_id" => Ok(GeneratedField::DocumentId),
                            "revision" => Ok(GeneratedField::Revision),
                            "resemblance" => Ok(GeneratedField::Resemblance),
                            "ofCopy" | "of_copy" => Ok(GeneratedField::OfCopy),
                            "ofOriginal" | "of_original" => Ok(GeneratedField::OfOriginal),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = CopyOf;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.CopyOf")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<CopyOf, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document_id__ = None;
                let mut revision__ = None;
                let mut resemblance__ = None;
                let mut of_copy__ = None;
                let mut of_original__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::DocumentId => {
                            if document_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documentId"));
                            }
                            document_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Revision => {
                            if revision__.is_some() {
                                return Err(serde::de::Error::duplicate_field("revision"));
                            }
                            revision__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Resemblance => {
                            if resemblance__.is_some() {
                                return Err(serde::de::Error::duplicate_field("resemblance"));
                            }
                            resemblance__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::OfCopy => {
                            if of_copy__.is_some() {
                                return Err(serde::de::Error::duplicate_field("ofCopy"));
                            }
                            of_copy__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::OfOriginal => {
                            if of_original__.is_some() {
                                return Err(serde::de::Error::duplicate_field("ofOriginal"));
                            }
                            of_original__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(CopyOf {
                    document_id: document_id__.unwrap_or_default(),
                    revision: revision__.unwrap_or_default(),
                    resemblance: resemblance__.unwrap_or_default(),
                    of_copy: of_copy__.unwrap_or_default(),
                    of_original: of_original__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.CopyOf", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExportRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.query.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ExportRequest", len)?;
        if let Some(v) = self.query.as_ref() {
            struct_ser.serialize_field("query", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExportRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "query",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Query,
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
                            "query" => Ok(GeneratedField::Query),
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
            type Value = ExportRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ExportRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExportRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut query__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Query => {
                            if query__.is_some() {
                                return Err(serde::de::Error::duplicate_field("query"));
                            }
                            query__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(ExportRequest {
                    query: query__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ExportRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ExportResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claim.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ExportResponse", len)?;
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ExportResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claim,
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
                            "claim" => Ok(GeneratedField::Claim),
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
            type Value = ExportResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ExportResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ExportResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(ExportResponse {
                    claim: claim__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ExportResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ForecastCount {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.state != 0 {
            len += 1;
        }
        if self.count != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ForecastCount", len)?;
        if self.state != 0 {
            let v = ForecastState::try_from(self.state)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.state)))?;
            struct_ser.serialize_field("state", &v)?;
        }
        if self.count != 0 {
            struct_ser.serialize_field("count", &self.count)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ForecastCount {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "state",
            "count",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            State,
            Count,
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
                            "state" => Ok(GeneratedField::State),
                            "count" => Ok(GeneratedField::Count),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ForecastCount;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ForecastCount")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ForecastCount, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut state__ = None;
                let mut count__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::State => {
                            if state__.is_some() {
                                return Err(serde::de::Error::duplicate_field("state"));
                            }
                            state__ = Some(map_.next_value::<ForecastState>()? as i32);
                        }
                        GeneratedField::Count => {
                            if count__.is_some() {
                                return Err(serde::de::Error::duplicate_field("count"));
                            }
                            count__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(ForecastCount {
                    state: state__.unwrap_or_default(),
                    count: count__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ForecastCount", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ForecastState {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "FORECAST_STATE_UNSPECIFIED",
            Self::Open => "FORECAST_STATE_OPEN",
            Self::Due => "FORECAST_STATE_DUE",
            Self::Overdue => "FORECAST_STATE_OVERDUE",
            Self::Settled => "FORECAST_STATE_SETTLED",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for ForecastState {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "FORECAST_STATE_UNSPECIFIED",
            "FORECAST_STATE_OPEN",
            "FORECAST_STATE_DUE",
            "FORECAST_STATE_OVERDUE",
            "FORECAST_STATE_SETTLED",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = ForecastState;

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
                    "FORECAST_STATE_UNSPECIFIED" => Ok(ForecastState::Unspecified),
                    "FORECAST_STATE_OPEN" => Ok(ForecastState::Open),
                    "FORECAST_STATE_DUE" => Ok(ForecastState::Due),
                    "FORECAST_STATE_OVERDUE" => Ok(ForecastState::Overdue),
                    "FORECAST_STATE_SETTLED" => Ok(ForecastState::Settled),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for GetClaimRequest {
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
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetClaimRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetClaimRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
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
                            "id" => Ok(GeneratedField::Id),
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
            type Value = GetClaimRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetClaimRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetClaimRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(GetClaimRequest {
                    id: id__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetClaimRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetClaimResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claim.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetClaimResponse", len)?;
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetClaimResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claim,
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
                            "claim" => Ok(GeneratedField::Claim),
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
            type Value = GetClaimResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetClaimResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetClaimResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(GetClaimResponse {
                    claim: claim__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetClaimResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetClusterRequest {
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
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetClusterRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetClusterRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "offset_unit",
            "offsetUnit",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            OffsetUnit,
            PageSize,
            PageToken,
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
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetClusterRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetClusterRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetClusterRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut offset_unit__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetClusterRequest {
                    id: id__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetClusterRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetClusterResponse {
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
        if !self.claims.is_empty() {
            len += 1;
        }
        if !self.links.is_empty() {
            len += 1;
        }
        if self.independent_sources != 0 {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        if self.appearances != 0 {
            len += 1;
        }
        if self.documents != 0 {
            len += 1;
        }
        if !self.sources.is_empty() {
            len += 1;
        }
        if !self.others.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetClusterResponse", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.claims.is_empty() {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if !self.links.is_empty() {
            struct_ser.serialize_field("links", &self.links)?;
        }
        if self.independent_sources != 0 {
            struct_ser.serialize_field("independentSources", &self.independent_sources)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        if self.appearances != 0 {
            struct_ser.serialize_field("appearances", &self.appearances)?;
        }
        if self.documents != 0 {
            struct_ser.serialize_field("documents", &self.documents)?;
        }
        if !self.sources.is_empty() {
            struct_ser.serialize_field("sources", &self.sources)?;
        }
        if !self.others.is_empty() {
            struct_ser.serialize_field("others", &self.others)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetClusterResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "claims",
            "links",
            "independent_sources",
            "independentSources",
            "offset_unit",
            "offsetUnit",
            "next_page_token",
            "nextPageToken",
            "appearances",
            "documents",
            "sources",
            "others",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            Claims,
            Links,
            IndependentSources,
            OffsetUnit,
            NextPageToken,
            Appearances,
            Documents,
            Sources,
            Others,
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
                            "claims" => Ok(GeneratedField::Claims),
                            "links" => Ok(GeneratedField::Links),
                            "independentSources" | "independent_sources" => Ok(GeneratedField::IndependentSources),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
                            "appearances" => Ok(GeneratedField::Appearances),
                            "documents" => Ok(GeneratedField::Documents),
                            "sources" => Ok(GeneratedField::Sources),
                            "others" => Ok(GeneratedField::Others),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetClusterResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetClusterResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetClusterResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut claims__ = None;
                let mut links__ = None;
                let mut independent_sources__ = None;
                let mut offset_unit__ = None;
                let mut next_page_token__ = None;
                let mut appearances__ = None;
                let mut documents__ = None;
                let mut sources__ = None;
                let mut others__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Links => {
                            if links__.is_some() {
                                return Err(serde::de::Error::duplicate_field("links"));
                            }
                            links__ = Some(map_.next_value()?);
                        }
                        GeneratedField::IndependentSources => {
                            if independent_sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("independentSources"));
                            }
                            independent_sources__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Appearances => {
                            if appearances__.is_some() {
                                return Err(serde::de::Error::duplicate_field("appearances"));
                            }
                            appearances__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Documents => {
                            if documents__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documents"));
                            }
                            documents__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Sources => {
                            if sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sources"));
                            }
                            sources__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Others => {
                            if others__.is_some() {
                                return Err(serde::de::Error::duplicate_field("others"));
                            }
                            others__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetClusterResponse {
                    id: id__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                    links: links__.unwrap_or_default(),
                    independent_sources: independent_sources__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                    appearances: appearances__.unwrap_or_default(),
                    documents: documents__.unwrap_or_default(),
                    sources: sources__.unwrap_or_default(),
                    others: others__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetClusterResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetDocumentRequest {
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
        if !self.revision.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetDocumentRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.revision.is_empty() {
            struct_ser.serialize_field("revision", &self.revision)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetDocumentRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "revision",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            Revision,
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
                            "id" => Ok(GeneratedField::Id),
                            "revision" => Ok(GeneratedField::Revision),
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
            type Value = GetDocumentRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetDocumentRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetDocumentRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut revision__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Revision => {
                            if revision__.is_some() {
                                return Err(serde::de::Error::duplicate_field("revision"));
                            }
                            revision__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(GetDocumentRequest {
                    id: id__.unwrap_or_default(),
                    revision: revision__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetDocumentRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetDocumentResponse {
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
        if self.accepted_at.is_some() {
            len += 1;
        }
        if self.current {
            len += 1;
        }
        if !self.revisions.is_empty() {
            len += 1;
        }
        if !self.language.is_empty() {
            len += 1;
        }
        if !self.notes.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.revision_count != 0 {
            len += 1;
        }
        if self.copy_of.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetDocumentResponse", len)?;
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if let Some(v) = self.accepted_at.as_ref() {
            struct_ser.serialize_field("acceptedAt", v)?;
        }
        if self.current {
            struct_ser.serialize_field("current", &self.current)?;
        }
        if !self.revisions.is_empty() {
            struct_ser.serialize_field("revisions", &self.revisions)?;
        }
        if !self.language.is_empty() {
            struct_ser.serialize_field("language", &self.language)?;
        }
        if !self.notes.is_empty() {
            struct_ser.serialize_field("notes", &self.notes)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if self.revision_count != 0 {
            struct_ser.serialize_field("revisionCount", &self.revision_count)?;
        }
        if let Some(v) = self.copy_of.as_ref() {
            struct_ser.serialize_field("copyOf", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetDocumentResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document",
            "accepted_at",
            "acceptedAt",
            "current",
            "revisions",
            "language",
            "notes",
            "offset_unit",
            "offsetUnit",
            "revision_count",
            "revisionCount",
            "copy_of",
            "copyOf",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Document,
            AcceptedAt,
            Current,
            Revisions,
            Language,
            Notes,
            OffsetUnit,
            RevisionCount,
            CopyOf,
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
                            "acceptedAt" | "accepted_at" => Ok(GeneratedField::AcceptedAt),
                            "current" => Ok(GeneratedField::Current),
                            "revisions" => Ok(GeneratedField::Revisions),
                            "language" => Ok(GeneratedField::Language),
                            "notes" => Ok(GeneratedField::Notes),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "revisionCount" | "revision_count" => Ok(GeneratedField::RevisionCount),
                            "copyOf" | "copy_of" => Ok(GeneratedField::CopyOf),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetDocumentResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetDocumentResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetDocumentResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document__ = None;
                let mut accepted_at__ = None;
                let mut current__ = None;
                let mut revisions__ = None;
                let mut language__ = None;
                let mut notes__ = None;
                let mut offset_unit__ = None;
                let mut revision_count__ = None;
                let mut copy_of__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Document => {
                            if document__.is_some() {
                                return Err(serde::de::Error::duplicate_field("document"));
                            }
                            document__ = map_.next_value()?;
                        }
                        GeneratedField::AcceptedAt => {
                            if accepted_at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("acceptedAt"));
                            }
                            accepted_at__ = map_.next_value()?;
                        }
                        GeneratedField::Current => {
                            if current__.is_some() {
                                return Err(serde::de::Error::duplicate_field("current"));
                            }
                            current__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Revisions => {
                            if revisions__.is_some() {
                                return Err(serde::de::Error::duplicate_field("revisions"));
                            }
                            revisions__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Language => {
                            if language__.is_some() {
                                return Err(serde::de::Error::duplicate_field("language"));
                            }
                            language__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Notes => {
                            if notes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("notes"));
                            }
                            notes__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::RevisionCount => {
                            if revision_count__.is_some() {
                                return Err(serde::de::Error::duplicate_field("revisionCount"));
                            }
                            revision_count__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::CopyOf => {
                            if copy_of__.is_some() {
                                return Err(serde::de::Error::duplicate_field("copyOf"));
                            }
                            copy_of__ = map_.next_value()?;
                        }
                    }
                }
                Ok(GetDocumentResponse {
                    document: document__,
                    accepted_at: accepted_at__,
                    current: current__.unwrap_or_default(),
                    revisions: revisions__.unwrap_or_default(),
                    language: language__.unwrap_or_default(),
                    notes: notes__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    revision_count: revision_count__.unwrap_or_default(),
                    copy_of: copy_of__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetDocumentResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetLinkingRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.wait {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetLinkingRequest", len)?;
        if self.wait {
            struct_ser.serialize_field("wait", &self.wait)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetLinkingRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "wait",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Wait,
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
                            "wait" => Ok(GeneratedField::Wait),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetLinkingRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetLinkingRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetLinkingRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut wait__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Wait => {
                            if wait__.is_some() {
                                return Err(serde::de::Error::duplicate_field("wait"));
                            }
                            wait__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetLinkingRequest {
                    wait: wait__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetLinkingRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetLinkingResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.linked_cursor.is_empty() {
            len += 1;
        }
        if !self.last_cursor.is_empty() {
            len += 1;
        }
        if self.waiting != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetLinkingResponse", len)?;
        if !self.linked_cursor.is_empty() {
            struct_ser.serialize_field("linkedCursor", &self.linked_cursor)?;
        }
        if !self.last_cursor.is_empty() {
            struct_ser.serialize_field("lastCursor", &self.last_cursor)?;
        }
        if self.waiting != 0 {
            #[allow(clippy::needless_borrow)]
            #[allow(clippy::needless_borrows_for_generic_args)]
            struct_ser.serialize_field("waiting", ToString::to_string(&self.waiting).as_str())?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetLinkingResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "linked_cursor",
            "linkedCursor",
            "last_cursor",
            "lastCursor",
            "waiting",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            LinkedCursor,
            LastCursor,
            Waiting,
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
                            "linkedCursor" | "linked_cursor" => Ok(GeneratedField::LinkedCursor),
                            "lastCursor" | "last_cursor" => Ok(GeneratedField::LastCursor),
                            "waiting" => Ok(GeneratedField::Waiting),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetLinkingResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetLinkingResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetLinkingResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut linked_cursor__ = None;
                let mut last_cursor__ = None;
                let mut waiting__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::LinkedCursor => {
                            if linked_cursor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("linkedCursor"));
                            }
                            linked_cursor__ = Some(map_.next_value()?);
                        }
                        GeneratedField::LastCursor => {
                            if last_cursor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("lastCursor"));
                            }
                            last_cursor__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Waiting => {
                            if waiting__.is_some() {
                                return Err(serde::de::Error::duplicate_field("waiting"));
                            }
                            waiting__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(GetLinkingResponse {
                    linked_cursor: linked_cursor__.unwrap_or_default(),
                    last_cursor: last_cursor__.unwrap_or_default(),
                    waiting: waiting__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetLinkingResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSettlementRequest {
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
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSettlementRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSettlementRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
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
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSettlementRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSettlementRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSettlementRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetSettlementRequest {
                    id: id__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSettlementRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSettlementResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.settlement.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSettlementResponse", len)?;
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSettlementResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "settlement",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Settlement,
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
                            "settlement" => Ok(GeneratedField::Settlement),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSettlementResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSettlementResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSettlementResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut settlement__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                    }
                }
                Ok(GetSettlementResponse {
                    settlement: settlement__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSettlementResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSourceRequest {
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
        if !self.as_of.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSourceRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.as_of.is_empty() {
            struct_ser.serialize_field("asOf", &self.as_of)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSourceRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "as_of",
            "asOf",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            AsOf,
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
                            "asOf" | "as_of" => Ok(GeneratedField::AsOf),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSourceRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSourceRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSourceRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut as_of__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::AsOf => {
                            if as_of__.is_some() {
                                return Err(serde::de::Error::duplicate_field("asOf"));
                            }
                            as_of__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetSourceRequest {
                    id: id__.unwrap_or_default(),
                    as_of: as_of__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSourceRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSourceResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.source.is_some() {
            len += 1;
        }
        if !self.forecasts.is_empty() {
            len += 1;
        }
        if self.updated_claims != 0 {
            len += 1;
        }
        if self.contradicted_claims != 0 {
            len += 1;
        }
        if self.echoed_claims != 0 {
            len += 1;
        }
        if self.corroborated_claims != 0 {
            len += 1;
        }
        if !self.outcomes.is_empty() {
            len += 1;
        }
        if !self.positions.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSourceResponse", len)?;
        if let Some(v) = self.source.as_ref() {
            struct_ser.serialize_field("source", v)?;
        }
        if !self.forecasts.is_empty() {
            struct_ser.serialize_field("forecasts", &self.forecasts)?;
        }
        if self.updated_claims != 0 {
            struct_ser.serialize_field("updatedClaims", &self.updated_claims)?;
        }
        if self.contradicted_claims != 0 {
            struct_ser.serialize_field("contradictedClaims", &self.contradicted_claims)?;
        }
        if self.echoed_claims != 0 {
            struct_ser.serialize_field("echoedClaims", &self.echoed_claims)?;
        }
        if self.corroborated_claims != 0 {
            struct_ser.serialize_field("corroboratedClaims", &self.corroborated_claims)?;
        }
        if !self.outcomes.is_empty() {
            struct_ser.serialize_field("outcomes", &self.outcomes)?;
        }
        if !self.positions.is_empty() {
            struct_ser.serialize_field("positions", &self.positions)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSourceResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "source",
            "forecasts",
            "updated_claims",
            "updatedClaims",
            "contradicted_claims",
            "contradictedClaims",
            "echoed_claims",
            "echoedClaims",
            "corroborated_claims",
            "corroboratedClaims",
            "outcomes",
            "positions",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Source,
            Forecasts,
            UpdatedClaims,
            ContradictedClaims,
            EchoedClaims,
            CorroboratedClaims,
            Outcomes,
            Positions,
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
                            "forecasts" => Ok(GeneratedField::Forecasts),
                            "updatedClaims" | "updated_claims" => Ok(GeneratedField::UpdatedClaims),
                            "contradictedClaims" | "contradicted_claims" => Ok(GeneratedField::ContradictedClaims),
                            "echoedClaims" | "echoed_claims" => Ok(GeneratedField::EchoedClaims),
                            "corroboratedClaims" | "corroborated_claims" => Ok(GeneratedField::CorroboratedClaims),
                            "outcomes" => Ok(GeneratedField::Outcomes),
                            "positions" => Ok(GeneratedField::Positions),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSourceResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSourceResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSourceResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut source__ = None;
                let mut forecasts__ = None;
                let mut updated_claims__ = None;
                let mut contradicted_claims__ = None;
                let mut echoed_claims__ = None;
                let mut corroborated_claims__ = None;
                let mut outcomes__ = None;
                let mut positions__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Source => {
                            if source__.is_some() {
                                return Err(serde::de::Error::duplicate_field("source"));
                            }
                            source__ = map_.next_value()?;
                        }
                        GeneratedField::Forecasts => {
                            if forecasts__.is_some() {
                                return Err(serde::de::Error::duplicate_field("forecasts"));
                            }
                            forecasts__ = Some(map_.next_value()?);
                        }
                        GeneratedField::UpdatedClaims => {
                            if updated_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("updatedClaims"));
                            }
                            updated_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::ContradictedClaims => {
                            if contradicted_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("contradictedClaims"));
                            }
                            contradicted_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::EchoedClaims => {
                            if echoed_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("echoedClaims"));
                            }
                            echoed_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::CorroboratedClaims => {
                            if corroborated_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("corroboratedClaims"));
                            }
                            corroborated_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Outcomes => {
                            if outcomes__.is_some() {
                                return Err(serde::de::Error::duplicate_field("outcomes"));
                            }
                            outcomes__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Positions => {
                            if positions__.is_some() {
                                return Err(serde::de::Error::duplicate_field("positions"));
                            }
                            positions__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetSourceResponse {
                    source: source__,
                    forecasts: forecasts__.unwrap_or_default(),
                    updated_claims: updated_claims__.unwrap_or_default(),
                    contradicted_claims: contradicted_claims__.unwrap_or_default(),
                    echoed_claims: echoed_claims__.unwrap_or_default(),
                    corroborated_claims: corroborated_claims__.unwrap_or_default(),
                    outcomes: outcomes__.unwrap_or_default(),
                    positions: positions__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSourceResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSourcingRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.document_id.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSourcingRequest", len)?;
        if !self.document_id.is_empty() {
            struct_ser.serialize_field("documentId", &self.document_id)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSourcingRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document_id",
            "documentId",
            "offset_unit",
            "offsetUnit",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            DocumentId,
            OffsetUnit,
            PageSize,
            PageToken,
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
                            "documentId" | "document_id" => Ok(GeneratedField::DocumentId),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSourcingRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSourcingRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSourcingRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document_id__ = None;
                let mut offset_unit__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::DocumentId => {
                            if document_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documentId"));
                            }
                            document_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(GetSourcingRequest {
                    document_id: document_id__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSourcingRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for GetSourcingResponse {
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
        if !self.claims.is_empty() {
            len += 1;
        }
        if !self.sources.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        if self.summary.is_some() {
            len += 1;
        }
        if !self.others.is_empty() {
            len += 1;
        }
        if self.copy_of.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.GetSourcingResponse", len)?;
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if !self.claims.is_empty() {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if !self.sources.is_empty() {
            struct_ser.serialize_field("sources", &self.sources)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        if let Some(v) = self.summary.as_ref() {
            struct_ser.serialize_field("summary", v)?;
        }
        if !self.others.is_empty() {
            struct_ser.serialize_field("others", &self.others)?;
        }
        if let Some(v) = self.copy_of.as_ref() {
            struct_ser.serialize_field("copyOf", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for GetSourcingResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document",
            "claims",
            "sources",
            "offset_unit",
            "offsetUnit",
            "next_page_token",
            "nextPageToken",
            "summary",
            "others",
            "copy_of",
            "copyOf",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Document,
            Claims,
            Sources,
            OffsetUnit,
            NextPageToken,
            Summary,
            Others,
            CopyOf,
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
                            "claims" => Ok(GeneratedField::Claims),
                            "sources" => Ok(GeneratedField::Sources),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
                            "summary" => Ok(GeneratedField::Summary),
                            "others" => Ok(GeneratedField::Others),
                            "copyOf" | "copy_of" => Ok(GeneratedField::CopyOf),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = GetSourcingResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.GetSourcingResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<GetSourcingResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document__ = None;
                let mut claims__ = None;
                let mut sources__ = None;
                let mut offset_unit__ = None;
                let mut next_page_token__ = None;
                let mut summary__ = None;
                let mut others__ = None;
                let mut copy_of__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Document => {
                            if document__.is_some() {
                                return Err(serde::de::Error::duplicate_field("document"));
                            }
                            document__ = map_.next_value()?;
                        }
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Sources => {
                            if sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sources"));
                            }
                            sources__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Summary => {
                            if summary__.is_some() {
                                return Err(serde::de::Error::duplicate_field("summary"));
                            }
                            summary__ = map_.next_value()?;
                        }
                        GeneratedField::Others => {
                            if others__.is_some() {
                                return Err(serde::de::Error::duplicate_field("others"));
                            }
                            others__ = Some(map_.next_value()?);
                        }
                        GeneratedField::CopyOf => {
                            if copy_of__.is_some() {
                                return Err(serde::de::Error::duplicate_field("copyOf"));
                            }
                            copy_of__ = map_.next_value()?;
                        }
                    }
                }
                Ok(GetSourcingResponse {
                    document: document__,
                    claims: claims__.unwrap_or_default(),
                    sources: sources__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                    summary: summary__,
                    others: others__.unwrap_or_default(),
                    copy_of: copy_of__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.GetSourcingResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for IndependentSource {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.origin_claim_id.is_empty() {
            len += 1;
        }
        if !self.names.is_empty() {
            len += 1;
        }
        if self.appearances != 0 {
            len += 1;
        }
        if !self.reasons.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.IndependentSource", len)?;
        if !self.origin_claim_id.is_empty() {
            struct_ser.serialize_field("originClaimId", &self.origin_claim_id)?;
        }
        if !self.names.is_empty() {
            struct_ser.serialize_field("names", &self.names)?;
        }
        if self.appearances != 0 {
            struct_ser.serialize_field("appearances", &self.appearances)?;
        }
        if !self.reasons.is_empty() {
            struct_ser.serialize_field("reasons", &self.reasons)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for IndependentSource {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "origin_claim_id",
            "originClaimId",
            "names",
            "appearances",
            "reasons",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            OriginClaimId,
            Names,
            Appearances,
            Reasons,
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
                            "originClaimId" | "origin_claim_id" => Ok(GeneratedField::OriginClaimId),
                            "names" => Ok(GeneratedField::Names),
                            "appearances" => Ok(GeneratedField::Appearances),
                            "reasons" => Ok(GeneratedField::Reasons),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = IndependentSource;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.IndependentSource")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<IndependentSource, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut origin_claim_id__ = None;
                let mut names__ = None;
                let mut appearances__ = None;
                let mut reasons__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::OriginClaimId => {
                            if origin_claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("originClaimId"));
                            }
                            origin_claim_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Names => {
                            if names__.is_some() {
                                return Err(serde::de::Error::duplicate_field("names"));
                            }
                            names__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Appearances => {
                            if appearances__.is_some() {
                                return Err(serde::de::Error::duplicate_field("appearances"));
                            }
                            appearances__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Reasons => {
                            if reasons__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reasons"));
                            }
                            reasons__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(IndependentSource {
                    origin_claim_id: origin_claim_id__.unwrap_or_default(),
                    names: names__.unwrap_or_default(),
                    appearances: appearances__.unwrap_or_default(),
                    reasons: reasons__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.IndependentSource", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Link {
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
        if !self.from_claim_id.is_empty() {
            len += 1;
        }
        if !self.to_claim_id.is_empty() {
            len += 1;
        }
        if self.relation != 0 {
            len += 1;
        }
        if self.confidence != 0. {
            len += 1;
        }
        if self.settlement.is_some() {
            len += 1;
        }
        if !self.reasons.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.Link", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.from_claim_id.is_empty() {
            struct_ser.serialize_field("fromClaimId", &self.from_claim_id)?;
        }
        if !self.to_claim_id.is_empty() {
            struct_ser.serialize_field("toClaimId", &self.to_claim_id)?;
        }
        if self.relation != 0 {
            let v = Relation::try_from(self.relation)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.relation)))?;
            struct_ser.serialize_field("relation", &v)?;
        }
        if self.confidence != 0. {
            struct_ser.serialize_field("confidence", &self.confidence)?;
        }
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        if !self.reasons.is_empty() {
            struct_ser.serialize_field("reasons", &self.reasons)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Link {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "from_claim_id",
            "fromClaimId",
            "to_claim_id",
            "toClaimId",
            "relation",
            "confidence",
            "settlement",
            "reasons",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            FromClaimId,
            ToClaimId,
            Relation,
            Confidence,
            Settlement,
            Reasons,
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
                            "fromClaimId" | "from_claim_id" => Ok(GeneratedField::FromClaimId),
                            "toClaimId" | "to_claim_id" => Ok(GeneratedField::ToClaimId),
                            "relation" => Ok(GeneratedField::Relation),
                            "confidence" => Ok(GeneratedField::Confidence),
                            "settlement" => Ok(GeneratedField::Settlement),
                            "reasons" => Ok(GeneratedField::Reasons),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Link;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.Link")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Link, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut from_claim_id__ = None;
                let mut to_claim_id__ = None;
                let mut relation__ = None;
                let mut confidence__ = None;
                let mut settlement__ = None;
                let mut reasons__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::FromClaimId => {
                            if from_claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fromClaimId"));
                            }
                            from_claim_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::ToClaimId => {
                            if to_claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("toClaimId"));
                            }
                            to_claim_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Relation => {
                            if relation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("relation"));
                            }
                            relation__ = Some(map_.next_value::<Relation>()? as i32);
                        }
                        GeneratedField::Confidence => {
                            if confidence__.is_some() {
                                return Err(serde::de::Error::duplicate_field("confidence"));
                            }
                            confidence__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                        GeneratedField::Reasons => {
                            if reasons__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reasons"));
                            }
                            reasons__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(Link {
                    id: id__.unwrap_or_default(),
                    from_claim_id: from_claim_id__.unwrap_or_default(),
                    to_claim_id: to_claim_id__.unwrap_or_default(),
                    relation: relation__.unwrap_or_default(),
                    confidence: confidence__.unwrap_or_default(),
                    settlement: settlement__,
                    reasons: reasons__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.Link", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for LinkEnds {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.from_claim_id.is_empty() {
            len += 1;
        }
        if !self.to_claim_id.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.LinkEnds", len)?;
        if !self.from_claim_id.is_empty() {
            struct_ser.serialize_field("fromClaimId", &self.from_claim_id)?;
        }
        if !self.to_claim_id.is_empty() {
            struct_ser.serialize_field("toClaimId", &self.to_claim_id)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for LinkEnds {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "from_claim_id",
            "fromClaimId",
            "to_claim_id",
            "toClaimId",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            FromClaimId,
            ToClaimId,
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
                            "fromClaimId" | "from_claim_id" => Ok(GeneratedField::FromClaimId),
                            "toClaimId" | "to_claim_id" => Ok(GeneratedField::ToClaimId),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = LinkEnds;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.LinkEnds")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<LinkEnds, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut from_claim_id__ = None;
                let mut to_claim_id__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::FromClaimId => {
                            if from_claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("fromClaimId"));
                            }
                            from_claim_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::ToClaimId => {
                            if to_claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("toClaimId"));
                            }
                            to_claim_id__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(LinkEnds {
                    from_claim_id: from_claim_id__.unwrap_or_default(),
                    to_claim_id: to_claim_id__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.LinkEnds", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for LinkReason {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.message.is_empty() {
            len += 1;
        }
        if !self.from.is_empty() {
            len += 1;
        }
        if !self.to.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.LinkReason", len)?;
        if !self.message.is_empty() {
            struct_ser.serialize_field("message", &self.message)?;
        }
        if !self.from.is_empty() {
            struct_ser.serialize_field("from", &self.from)?;
        }
        if !self.to.is_empty() {
            struct_ser.serialize_field("to", &self.to)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for LinkReason {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "message",
            "from",
            "to",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Message,
            From,
            To,
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
                            "message" => Ok(GeneratedField::Message),
                            "from" => Ok(GeneratedField::From),
                            "to" => Ok(GeneratedField::To),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = LinkReason;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.LinkReason")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<LinkReason, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut message__ = None;
                let mut from__ = None;
                let mut to__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Message => {
                            if message__.is_some() {
                                return Err(serde::de::Error::duplicate_field("message"));
                            }
                            message__ = Some(map_.next_value()?);
                        }
                        GeneratedField::From => {
                            if from__.is_some() {
                                return Err(serde::de::Error::duplicate_field("from"));
                            }
                            from__ = Some(map_.next_value()?);
                        }
                        GeneratedField::To => {
                            if to__.is_some() {
                                return Err(serde::de::Error::duplicate_field("to"));
                            }
                            to__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(LinkReason {
                    message: message__.unwrap_or_default(),
                    from: from__.unwrap_or_default(),
                    to: to__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.LinkReason", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListForecastsRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.states.is_empty() {
            len += 1;
        }
        if !self.due_before.is_empty() {
            len += 1;
        }
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if !self.as_of.is_empty() {
            len += 1;
        }
        if !self.source_id.is_empty() {
            len += 1;
        }
        if self.include_superseded {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListForecastsRequest", len)?;
        if !self.states.is_empty() {
            let v = self.states.iter().cloned().map(|v| {
                ForecastState::try_from(v)
                    .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", v)))
                }).collect::<std::result::Result<Vec<_>, _>>()?;
            struct_ser.serialize_field("states", &v)?;
        }
        if !self.due_before.is_empty() {
            struct_ser.serialize_field("dueBefore", &self.due_before)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if !self.as_of.is_empty() {
            struct_ser.serialize_field("asOf", &self.as_of)?;
        }
        if !self.source_id.is_empty() {
            struct_ser.serialize_field("sourceId", &self.source_id)?;
        }
        if self.include_superseded {
            struct_ser.serialize_field("includeSuperseded", &self.include_superseded)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListForecastsRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "states",
            "due_before",
            "dueBefore",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
            "offset_unit",
            "offsetUnit",
            "as_of",
            "asOf",
            "source_id",
            "sourceId",
            "include_superseded",
            "includeSuperseded",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            States,
            DueBefore,
            PageSize,
            PageToken,
            OffsetUnit,
            AsOf,
            SourceId,
            IncludeSuperseded,
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
                            "states" => Ok(GeneratedField::States),
                            "dueBefore" | "due_before" => Ok(GeneratedField::DueBefore),
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "asOf" | "as_of" => Ok(GeneratedField::AsOf),
                            "sourceId" | "source_id" => Ok(GeneratedField::SourceId),
                            "includeSuperseded" | "include_superseded" => Ok(GeneratedField::IncludeSuperseded),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ListForecastsRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListForecastsRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListForecastsRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut states__ = None;
                let mut due_before__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                let mut offset_unit__ = None;
                let mut as_of__ = None;
                let mut source_id__ = None;
                let mut include_superseded__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::States => {
                            if states__.is_some() {
                                return Err(serde::de::Error::duplicate_field("states"));
                            }
                            states__ = Some(map_.next_value::<Vec<ForecastState>>()?.into_iter().map(|x| x as i32).collect());
                        }
                        GeneratedField::DueBefore => {
                            if due_before__.is_some() {
                                return Err(serde::de::Error::duplicate_field("dueBefore"));
                            }
                            due_before__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::AsOf => {
                            if as_of__.is_some() {
                                return Err(serde::de::Error::duplicate_field("asOf"));
                            }
                            as_of__ = Some(map_.next_value()?);
                        }
                        GeneratedField::SourceId => {
                            if source_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sourceId"));
                            }
                            source_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::IncludeSuperseded => {
                            if include_superseded__.is_some() {
                                return Err(serde::de::Error::duplicate_field("includeSuperseded"));
                            }
                            include_superseded__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(ListForecastsRequest {
                    states: states__.unwrap_or_default(),
                    due_before: due_before__.unwrap_or_default(),
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    as_of: as_of__.unwrap_or_default(),
                    source_id: source_id__.unwrap_or_default(),
                    include_superseded: include_superseded__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListForecastsRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListForecastsResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.forecasts.is_empty() {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListForecastsResponse", len)?;
        if !self.forecasts.is_empty() {
            struct_ser.serialize_field("forecasts", &self.forecasts)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListForecastsResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "forecasts",
            "next_page_token",
            "nextPageToken",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Forecasts,
            NextPageToken,
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
                            "forecasts" => Ok(GeneratedField::Forecasts),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
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
            type Value = ListForecastsResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListForecastsResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListForecastsResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut forecasts__ = None;
                let mut next_page_token__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Forecasts => {
                            if forecasts__.is_some() {
                                return Err(serde::de::Error::duplicate_field("forecasts"));
                            }
                            forecasts__ = Some(map_.next_value()?);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(ListForecastsResponse {
                    forecasts: forecasts__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListForecastsResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListSettlementsRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.claim_id.is_empty() {
            len += 1;
        }
        if !self.link_id.is_empty() {
            len += 1;
        }
        if self.include_withdrawn {
            len += 1;
        }
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListSettlementsRequest", len)?;
        if !self.claim_id.is_empty() {
            struct_ser.serialize_field("claimId", &self.claim_id)?;
        }
        if !self.link_id.is_empty() {
            struct_ser.serialize_field("linkId", &self.link_id)?;
        }
        if self.include_withdrawn {
            struct_ser.serialize_field("includeWithdrawn", &self.include_withdrawn)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListSettlementsRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim_id",
            "claimId",
            "link_id",
            "linkId",
            "include_withdrawn",
            "includeWithdrawn",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            ClaimId,
            LinkId,
            IncludeWithdrawn,
            PageSize,
            PageToken,
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
                            "claimId" | "claim_id" => Ok(GeneratedField::ClaimId),
                            "linkId" | "link_id" => Ok(GeneratedField::LinkId),
                            "includeWithdrawn" | "include_withdrawn" => Ok(GeneratedField::IncludeWithdrawn),
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ListSettlementsRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListSettlementsRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListSettlementsRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim_id__ = None;
                let mut link_id__ = None;
                let mut include_withdrawn__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::ClaimId => {
                            if claim_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claimId"));
                            }
                            claim_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::LinkId => {
                            if link_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("linkId"));
                            }
                            link_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::IncludeWithdrawn => {
                            if include_withdrawn__.is_some() {
                                return Err(serde::de::Error::duplicate_field("includeWithdrawn"));
                            }
                            include_withdrawn__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(ListSettlementsRequest {
                    claim_id: claim_id__.unwrap_or_default(),
                    link_id: link_id__.unwrap_or_default(),
                    include_withdrawn: include_withdrawn__.unwrap_or_default(),
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListSettlementsRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListSettlementsResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.settlements.is_empty() {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListSettlementsResponse", len)?;
        if !self.settlements.is_empty() {
            struct_ser.serialize_field("settlements", &self.settlements)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListSettlementsResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "settlements",
            "next_page_token",
            "nextPageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Settlements,
            NextPageToken,
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
                            "settlements" => Ok(GeneratedField::Settlements),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ListSettlementsResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListSettlementsResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListSettlementsResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut settlements__ = None;
                let mut next_page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Settlements => {
                            if settlements__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlements"));
                            }
                            settlements__ = Some(map_.next_value()?);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(ListSettlementsResponse {
                    settlements: settlements__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListSettlementsResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListSourcesRequest {
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
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListSourcesRequest", len)?;
        if !self.words.is_empty() {
            struct_ser.serialize_field("words", &self.words)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListSourcesRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "words",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Words,
            PageSize,
            PageToken,
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
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ListSourcesRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListSourcesRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListSourcesRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut words__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Words => {
                            if words__.is_some() {
                                return Err(serde::de::Error::duplicate_field("words"));
                            }
                            words__ = Some(map_.next_value()?);
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(ListSourcesRequest {
                    words: words__.unwrap_or_default(),
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListSourcesRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for ListSourcesResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.sources.is_empty() {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.ListSourcesResponse", len)?;
        if !self.sources.is_empty() {
            struct_ser.serialize_field("sources", &self.sources)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for ListSourcesResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "sources",
            "next_page_token",
            "nextPageToken",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Sources,
            NextPageToken,
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
                            "sources" => Ok(GeneratedField::Sources),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = ListSourcesResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.ListSourcesResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<ListSourcesResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut sources__ = None;
                let mut next_page_token__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Sources => {
                            if sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sources"));
                            }
                            sources__ = Some(map_.next_value()?);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(ListSourcesResponse {
                    sources: sources__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.ListSourcesResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Outcome {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "OUTCOME_UNSPECIFIED",
            Self::CameAbout => "OUTCOME_CAME_ABOUT",
            Self::DidNot => "OUTCOME_DID_NOT",
            Self::InPart => "OUTCOME_IN_PART",
            Self::CannotBeTold => "OUTCOME_CANNOT_BE_TOLD",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Outcome {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "OUTCOME_UNSPECIFIED",
            "OUTCOME_CAME_ABOUT",
            "OUTCOME_DID_NOT",
            "OUTCOME_IN_PART",
            "OUTCOME_CANNOT_BE_TOLD",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Outcome;

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
                    "OUTCOME_UNSPECIFIED" => Ok(Outcome::Unspecified),
                    "OUTCOME_CAME_ABOUT" => Ok(Outcome::CameAbout),
                    "OUTCOME_DID_NOT" => Ok(Outcome::DidNot),
                    "OUTCOME_IN_PART" => Ok(Outcome::InPart),
                    "OUTCOME_CANNOT_BE_TOLD" => Ok(Outcome::CannotBeTold),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for OutcomeCount {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.outcome != 0 {
            len += 1;
        }
        if self.count != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.OutcomeCount", len)?;
        if self.outcome != 0 {
            let v = Outcome::try_from(self.outcome)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.outcome)))?;
            struct_ser.serialize_field("outcome", &v)?;
        }
        if self.count != 0 {
            struct_ser.serialize_field("count", &self.count)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for OutcomeCount {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "outcome",
            "count",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Outcome,
            Count,
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
                            "outcome" => Ok(GeneratedField::Outcome),
                            "count" => Ok(GeneratedField::Count),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = OutcomeCount;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.OutcomeCount")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<OutcomeCount, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut outcome__ = None;
                let mut count__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Outcome => {
                            if outcome__.is_some() {
                                return Err(serde::de::Error::duplicate_field("outcome"));
                            }
                            outcome__ = Some(map_.next_value::<Outcome>()? as i32);
                        }
                        GeneratedField::Count => {
                            if count__.is_some() {
                                return Err(serde::de::Error::duplicate_field("count"));
                            }
                            count__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(OutcomeCount {
                    outcome: outcome__.unwrap_or_default(),
                    count: count__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.OutcomeCount", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Position {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.role.is_empty() {
            len += 1;
        }
        if !self.affiliation.is_empty() {
            len += 1;
        }
        if !self.first_day.is_empty() {
            len += 1;
        }
        if !self.last_day.is_empty() {
            len += 1;
        }
        if self.documents != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.Position", len)?;
        if !self.role.is_empty() {
            struct_ser.serialize_field("role", &self.role)?;
        }
        if !self.affiliation.is_empty() {
            struct_ser.serialize_field("affiliation", &self.affiliation)?;
        }
        if !self.first_day.is_empty() {
            struct_ser.serialize_field("firstDay", &self.first_day)?;
        }
        if !self.last_day.is_empty() {
            struct_ser.serialize_field("lastDay", &self.last_day)?;
        }
        if self.documents != 0 {
            struct_ser.serialize_field("documents", &self.documents)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Position {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "role",
            "affiliation",
            "first_day",
            "firstDay",
            "last_day",
            "lastDay",
            "documents",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Role,
            Affiliation,
            FirstDay,
            LastDay,
            Documents,
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
                            "role" => Ok(GeneratedField::Role),
                            "affiliation" => Ok(GeneratedField::Affiliation),
                            "firstDay" | "first_day" => Ok(GeneratedField::FirstDay),
                            "lastDay" | "last_day" => Ok(GeneratedField::LastDay),
                            "documents" => Ok(GeneratedField::Documents),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Position;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.Position")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Position, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut role__ = None;
                let mut affiliation__ = None;
                let mut first_day__ = None;
                let mut last_day__ = None;
                let mut documents__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
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
                        GeneratedField::FirstDay => {
                            if first_day__.is_some() {
                                return Err(serde::de::Error::duplicate_field("firstDay"));
                            }
                            first_day__ = Some(map_.next_value()?);
                        }
                        GeneratedField::LastDay => {
                            if last_day__.is_some() {
                                return Err(serde::de::Error::duplicate_field("lastDay"));
                            }
                            last_day__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Documents => {
                            if documents__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documents"));
                            }
                            documents__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(Position {
                    role: role__.unwrap_or_default(),
                    affiliation: affiliation__.unwrap_or_default(),
                    first_day: first_day__.unwrap_or_default(),
                    last_day: last_day__.unwrap_or_default(),
                    documents: documents__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.Position", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for RecordRequest {
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
        if self.accepted_at.is_some() {
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
        if !self.request_id.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.RecordRequest", len)?;
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if let Some(v) = self.accepted_at.as_ref() {
            struct_ser.serialize_field("acceptedAt", v)?;
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
        if !self.request_id.is_empty() {
            struct_ser.serialize_field("requestId", &self.request_id)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for RecordRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "document",
            "accepted_at",
            "acceptedAt",
            "extractor",
            "offset_unit",
            "offsetUnit",
            "language",
            "claims",
            "notes",
            "request_id",
            "requestId",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Document,
            AcceptedAt,
            Extractor,
            OffsetUnit,
            Language,
            Claims,
            Notes,
            RequestId,
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
                            "acceptedAt" | "accepted_at" => Ok(GeneratedField::AcceptedAt),
                            "extractor" => Ok(GeneratedField::Extractor),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "language" => Ok(GeneratedField::Language),
                            "claims" => Ok(GeneratedField::Claims),
                            "notes" => Ok(GeneratedField::Notes),
                            "requestId" | "request_id" => Ok(GeneratedField::RequestId),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = RecordRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.RecordRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<RecordRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut document__ = None;
                let mut accepted_at__ = None;
                let mut extractor__ = None;
                let mut offset_unit__ = None;
                let mut language__ = None;
                let mut claims__ = None;
                let mut notes__ = None;
                let mut request_id__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Document => {
                            if document__.is_some() {
                                return Err(serde::de::Error::duplicate_field("document"));
                            }
                            document__ = map_.next_value()?;
                        }
                        GeneratedField::AcceptedAt => {
                            if accepted_at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("acceptedAt"));
                            }
                            accepted_at__ = map_.next_value()?;
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
                        GeneratedField::RequestId => {
                            if request_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("requestId"));
                            }
                            request_id__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(RecordRequest {
                    document: document__,
                    accepted_at: accepted_at__,
                    extractor: extractor__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                    language: language__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                    notes: notes__.unwrap_or_default(),
                    request_id: request_id__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.RecordRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for RecordResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.recorded {
            len += 1;
        }
        if self.current {
            len += 1;
        }
        if self.claims != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.RecordResponse", len)?;
        if self.recorded {
            struct_ser.serialize_field("recorded", &self.recorded)?;
        }
        if self.current {
            struct_ser.serialize_field("current", &self.current)?;
        }
        if self.claims != 0 {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for RecordResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "recorded",
            "current",
            "claims",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Recorded,
            Current,
            Claims,
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
                            "recorded" => Ok(GeneratedField::Recorded),
                            "current" => Ok(GeneratedField::Current),
                            "claims" => Ok(GeneratedField::Claims),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = RecordResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.RecordResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<RecordResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut recorded__ = None;
                let mut current__ = None;
                let mut claims__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Recorded => {
                            if recorded__.is_some() {
                                return Err(serde::de::Error::duplicate_field("recorded"));
                            }
                            recorded__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Current => {
                            if current__.is_some() {
                                return Err(serde::de::Error::duplicate_field("current"));
                            }
                            current__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(RecordResponse {
                    recorded: recorded__.unwrap_or_default(),
                    current: current__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.RecordResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Relation {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "RELATION_UNSPECIFIED",
            Self::Repeats => "RELATION_REPEATS",
            Self::Corroborates => "RELATION_CORROBORATES",
            Self::Contradicts => "RELATION_CONTRADICTS",
            Self::Updates => "RELATION_UPDATES",
            Self::Unrelated => "RELATION_UNRELATED",
            Self::BearsOn => "RELATION_BEARS_ON",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for Relation {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "RELATION_UNSPECIFIED",
            "RELATION_REPEATS",
            "RELATION_CORROBORATES",
            "RELATION_CONTRADICTS",
            "RELATION_UPDATES",
            "RELATION_UNRELATED",
            "RELATION_BEARS_ON",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = Relation;

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
                    "RELATION_UNSPECIFIED" => Ok(Relation::Unspecified),
                    "RELATION_REPEATS" => Ok(Relation::Repeats),
                    "RELATION_CORROBORATES" => Ok(Relation::Corroborates),
                    "RELATION_CONTRADICTS" => Ok(Relation::Contradicts),
                    "RELATION_UPDATES" => Ok(Relation::Updates),
                    "RELATION_UNRELATED" => Ok(Relation::Unrelated),
                    "RELATION_BEARS_ON" => Ok(Relation::BearsOn),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for RelinkRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let len = 0;
        let struct_ser = serializer.serialize_struct("sayso.store.v1.RelinkRequest", len)?;
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for RelinkRequest {
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
            type Value = RelinkRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.RelinkRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<RelinkRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                while map_.next_key::<GeneratedField>()?.is_some() {
                    let _ = map_.next_value::<serde::de::IgnoredAny>()?;
                }
                Ok(RelinkRequest {
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.RelinkRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for RelinkResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.last_cursor.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.RelinkResponse", len)?;
        if !self.last_cursor.is_empty() {
            struct_ser.serialize_field("lastCursor", &self.last_cursor)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for RelinkResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "last_cursor",
            "lastCursor",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            LastCursor,
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
                            "lastCursor" | "last_cursor" => Ok(GeneratedField::LastCursor),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = RelinkResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.RelinkResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<RelinkResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut last_cursor__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::LastCursor => {
                            if last_cursor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("lastCursor"));
                            }
                            last_cursor__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(RelinkResponse {
                    last_cursor: last_cursor__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.RelinkResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for RevisionSummary {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.revision.is_empty() {
            len += 1;
        }
        if self.accepted_at.is_some() {
            len += 1;
        }
        if !self.extractors.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.RevisionSummary", len)?;
        if !self.revision.is_empty() {
            struct_ser.serialize_field("revision", &self.revision)?;
        }
        if let Some(v) = self.accepted_at.as_ref() {
            struct_ser.serialize_field("acceptedAt", v)?;
        }
        if !self.extractors.is_empty() {
            struct_ser.serialize_field("extractors", &self.extractors)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for RevisionSummary {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "revision",
            "accepted_at",
            "acceptedAt",
            "extractors",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Revision,
            AcceptedAt,
            Extractors,
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
                            "revision" => Ok(GeneratedField::Revision),
                            "acceptedAt" | "accepted_at" => Ok(GeneratedField::AcceptedAt),
                            "extractors" => Ok(GeneratedField::Extractors),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = RevisionSummary;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.RevisionSummary")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<RevisionSummary, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut revision__ = None;
                let mut accepted_at__ = None;
                let mut extractors__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Revision => {
                            if revision__.is_some() {
                                return Err(serde::de::Error::duplicate_field("revision"));
                            }
                            revision__ = Some(map_.next_value()?);
                        }
                        GeneratedField::AcceptedAt => {
                            if accepted_at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("acceptedAt"));
                            }
                            accepted_at__ = map_.next_value()?;
                        }
                        GeneratedField::Extractors => {
                            if extractors__.is_some() {
                                return Err(serde::de::Error::duplicate_field("extractors"));
                            }
                            extractors__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(RevisionSummary {
                    revision: revision__.unwrap_or_default(),
                    accepted_at: accepted_at__,
                    extractors: extractors__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.RevisionSummary", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SearchClaimsRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.query.is_some() {
            len += 1;
        }
        if self.page_size != 0 {
            len += 1;
        }
        if !self.page_token.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.order != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SearchClaimsRequest", len)?;
        if let Some(v) = self.query.as_ref() {
            struct_ser.serialize_field("query", v)?;
        }
        if self.page_size != 0 {
            struct_ser.serialize_field("pageSize", &self.page_size)?;
        }
        if !self.page_token.is_empty() {
            struct_ser.serialize_field("pageToken", &self.page_token)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if self.order != 0 {
            let v = SearchOrder::try_from(self.order)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.order)))?;
            struct_ser.serialize_field("order", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SearchClaimsRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "query",
            "page_size",
            "pageSize",
            "page_token",
            "pageToken",
            "offset_unit",
            "offsetUnit",
            "order",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Query,
            PageSize,
            PageToken,
            OffsetUnit,
            Order,
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
                            "query" => Ok(GeneratedField::Query),
                            "pageSize" | "page_size" => Ok(GeneratedField::PageSize),
                            "pageToken" | "page_token" => Ok(GeneratedField::PageToken),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "order" => Ok(GeneratedField::Order),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SearchClaimsRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SearchClaimsRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SearchClaimsRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut query__ = None;
                let mut page_size__ = None;
                let mut page_token__ = None;
                let mut offset_unit__ = None;
                let mut order__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Query => {
                            if query__.is_some() {
                                return Err(serde::de::Error::duplicate_field("query"));
                            }
                            query__ = map_.next_value()?;
                        }
                        GeneratedField::PageSize => {
                            if page_size__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageSize"));
                            }
                            page_size__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::PageToken => {
                            if page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("pageToken"));
                            }
                            page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::Order => {
                            if order__.is_some() {
                                return Err(serde::de::Error::duplicate_field("order"));
                            }
                            order__ = Some(map_.next_value::<SearchOrder>()? as i32);
                        }
                    }
                }
                Ok(SearchClaimsRequest {
                    query: query__,
                    page_size: page_size__.unwrap_or_default(),
                    page_token: page_token__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    order: order__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SearchClaimsRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SearchClaimsResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.claims.is_empty() {
            len += 1;
        }
        if !self.next_page_token.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SearchClaimsResponse", len)?;
        if !self.claims.is_empty() {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if !self.next_page_token.is_empty() {
            struct_ser.serialize_field("nextPageToken", &self.next_page_token)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SearchClaimsResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claims",
            "next_page_token",
            "nextPageToken",
            "offset_unit",
            "offsetUnit",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claims,
            NextPageToken,
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
                            "claims" => Ok(GeneratedField::Claims),
                            "nextPageToken" | "next_page_token" => Ok(GeneratedField::NextPageToken),
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
            type Value = SearchClaimsResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SearchClaimsResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SearchClaimsResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claims__ = None;
                let mut next_page_token__ = None;
                let mut offset_unit__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = Some(map_.next_value()?);
                        }
                        GeneratedField::NextPageToken => {
                            if next_page_token__.is_some() {
                                return Err(serde::de::Error::duplicate_field("nextPageToken"));
                            }
                            next_page_token__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                    }
                }
                Ok(SearchClaimsResponse {
                    claims: claims__.unwrap_or_default(),
                    next_page_token: next_page_token__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SearchClaimsResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SearchOrder {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        let variant = match self {
            Self::Unspecified => "SEARCH_ORDER_UNSPECIFIED",
            Self::Latest => "SEARCH_ORDER_LATEST",
            Self::Earliest => "SEARCH_ORDER_EARLIEST",
            Self::Relevance => "SEARCH_ORDER_RELEVANCE",
        };
        serializer.serialize_str(variant)
    }
}
impl<'de> serde::Deserialize<'de> for SearchOrder {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "SEARCH_ORDER_UNSPECIFIED",
            "SEARCH_ORDER_LATEST",
            "SEARCH_ORDER_EARLIEST",
            "SEARCH_ORDER_RELEVANCE",
        ];

        struct GeneratedVisitor;

        impl serde::de::Visitor<'_> for GeneratedVisitor {
            type Value = SearchOrder;

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
                    "SEARCH_ORDER_UNSPECIFIED" => Ok(SearchOrder::Unspecified),
                    "SEARCH_ORDER_LATEST" => Ok(SearchOrder::Latest),
                    "SEARCH_ORDER_EARLIEST" => Ok(SearchOrder::Earliest),
                    "SEARCH_ORDER_RELEVANCE" => Ok(SearchOrder::Relevance),
                    _ => Err(serde::de::Error::unknown_variant(value, FIELDS)),
                }
            }
        }
        deserializer.deserialize_any(GeneratedVisitor)
    }
}
impl serde::Serialize for SettleRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.settlement.is_some() {
            len += 1;
        }
        if !self.request_id.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SettleRequest", len)?;
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        if !self.request_id.is_empty() {
            struct_ser.serialize_field("requestId", &self.request_id)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SettleRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "settlement",
            "request_id",
            "requestId",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Settlement,
            RequestId,
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
                            "settlement" => Ok(GeneratedField::Settlement),
                            "requestId" | "request_id" => Ok(GeneratedField::RequestId),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SettleRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SettleRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SettleRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut settlement__ = None;
                let mut request_id__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                        GeneratedField::RequestId => {
                            if request_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("requestId"));
                            }
                            request_id__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(SettleRequest {
                    settlement: settlement__,
                    request_id: request_id__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SettleRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SettleResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.settlement.is_some() {
            len += 1;
        }
        if self.counts.is_some() {
            len += 1;
        }
        if self.overridden.is_some() {
            len += 1;
        }
        if self.worked_out != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SettleResponse", len)?;
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        if let Some(v) = self.counts.as_ref() {
            struct_ser.serialize_field("counts", v)?;
        }
        if let Some(v) = self.overridden.as_ref() {
            struct_ser.serialize_field("overridden", v)?;
        }
        if self.worked_out != 0 {
            let v = Relation::try_from(self.worked_out)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.worked_out)))?;
            struct_ser.serialize_field("workedOut", &v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SettleResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "settlement",
            "counts",
            "overridden",
            "worked_out",
            "workedOut",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Settlement,
            Counts,
            Overridden,
            WorkedOut,
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
                            "settlement" => Ok(GeneratedField::Settlement),
                            "counts" => Ok(GeneratedField::Counts),
                            "overridden" => Ok(GeneratedField::Overridden),
                            "workedOut" | "worked_out" => Ok(GeneratedField::WorkedOut),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SettleResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SettleResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SettleResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut settlement__ = None;
                let mut counts__ = None;
                let mut overridden__ = None;
                let mut worked_out__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                        GeneratedField::Counts => {
                            if counts__.is_some() {
                                return Err(serde::de::Error::duplicate_field("counts"));
                            }
                            counts__ = map_.next_value()?;
                        }
                        GeneratedField::Overridden => {
                            if overridden__.is_some() {
                                return Err(serde::de::Error::duplicate_field("overridden"));
                            }
                            overridden__ = map_.next_value()?;
                        }
                        GeneratedField::WorkedOut => {
                            if worked_out__.is_some() {
                                return Err(serde::de::Error::duplicate_field("workedOut"));
                            }
                            worked_out__ = Some(map_.next_value::<Relation>()? as i32);
                        }
                    }
                }
                Ok(SettleResponse {
                    settlement: settlement__,
                    counts: counts__,
                    overridden: overridden__,
                    worked_out: worked_out__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SettleResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Settlement {
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
        if self.outcome != 0 {
            len += 1;
        }
        if self.relation != 0 {
            len += 1;
        }
        if !self.decided_by.is_empty() {
            len += 1;
        }
        if !self.reason.is_empty() {
            len += 1;
        }
        if self.settled_at.is_some() {
            len += 1;
        }
        if self.withdrawal.is_some() {
            len += 1;
        }
        if !self.documents.is_empty() {
            len += 1;
        }
        if self.subject.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.Settlement", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if self.outcome != 0 {
            let v = Outcome::try_from(self.outcome)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.outcome)))?;
            struct_ser.serialize_field("outcome", &v)?;
        }
        if self.relation != 0 {
            let v = Relation::try_from(self.relation)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.relation)))?;
            struct_ser.serialize_field("relation", &v)?;
        }
        if !self.decided_by.is_empty() {
            struct_ser.serialize_field("decidedBy", &self.decided_by)?;
        }
        if !self.reason.is_empty() {
            struct_ser.serialize_field("reason", &self.reason)?;
        }
        if let Some(v) = self.settled_at.as_ref() {
            struct_ser.serialize_field("settledAt", v)?;
        }
        if let Some(v) = self.withdrawal.as_ref() {
            struct_ser.serialize_field("withdrawal", v)?;
        }
        if !self.documents.is_empty() {
            struct_ser.serialize_field("documents", &self.documents)?;
        }
        if let Some(v) = self.subject.as_ref() {
            match v {
                settlement::Subject::ClaimId(v) => {
                    struct_ser.serialize_field("claimId", v)?;
                }
                settlement::Subject::LinkId(v) => {
                    struct_ser.serialize_field("linkId", v)?;
                }
                settlement::Subject::Ends(v) => {
                    struct_ser.serialize_field("ends", v)?;
                }
            }
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Settlement {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "outcome",
            "relation",
            "decided_by",
            "decidedBy",
            "reason",
            "settled_at",
            "settledAt",
            "withdrawal",
            "documents",
            "claim_id",
            "claimId",
            "link_id",
            "linkId",
            "ends",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            Outcome,
            Relation,
            DecidedBy,
            Reason,
            SettledAt,
            Withdrawal,
            Documents,
            ClaimId,
            LinkId,
            Ends,
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
                            "outcome" => Ok(GeneratedField::Outcome),
                            "relation" => Ok(GeneratedField::Relation),
                            "decidedBy" | "decided_by" => Ok(GeneratedField::DecidedBy),
                            "reason" => Ok(GeneratedField::Reason),
                            "settledAt" | "settled_at" => Ok(GeneratedField::SettledAt),
                            "withdrawal" => Ok(GeneratedField::Withdrawal),
                            "documents" => Ok(GeneratedField::Documents),
                            "claimId" | "claim_id" => Ok(GeneratedField::ClaimId),
                            "linkId" | "link_id" => Ok(GeneratedField::LinkId),
                            "ends" => Ok(GeneratedField::Ends),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Settlement;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.Settlement")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Settlement, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut outcome__ = None;
                let mut relation__ = None;
                let mut decided_by__ = None;
                let mut reason__ = None;
                let mut settled_at__ = None;
                let mut withdrawal__ = None;
                let mut documents__ = None;
                let mut subject__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Outcome => {
                            if outcome__.is_some() {
                                return Err(serde::de::Error::duplicate_field("outcome"));
                            }
                            outcome__ = Some(map_.next_value::<Outcome>()? as i32);
                        }
                        GeneratedField::Relation => {
                            if relation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("relation"));
                            }
                            relation__ = Some(map_.next_value::<Relation>()? as i32);
                        }
                        GeneratedField::DecidedBy => {
                            if decided_by__.is_some() {
                                return Err(serde::de::Error::duplicate_field("decidedBy"));
                            }
                            decided_by__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Reason => {
                            if reason__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reason"));
                            }
                            reason__ = Some(map_.next_value()?);
                        }
                        GeneratedField::SettledAt => {
                            if settled_at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settledAt"));
                            }
                            settled_at__ = map_.next_value()?;
                        }
                        GeneratedField::Withdrawal => {
                            if withdrawal__.is_some() {
                                return Err(serde::de::Error::duplicate_field("withdrawal"));
                            }
                            withdrawal__ = map_.next_value()?;
                        }
                        GeneratedField::Documents => {
                            if documents__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documents"));
                            }
                            documents__ = Some(map_.next_value()?);
                        }
                        GeneratedField::ClaimId => {
                            if subject__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claimId"));
                            }
                            subject__ = map_.next_value::<::std::option::Option<_>>()?.map(settlement::Subject::ClaimId);
                        }
                        GeneratedField::LinkId => {
                            if subject__.is_some() {
                                return Err(serde::de::Error::duplicate_field("linkId"));
                            }
                            subject__ = map_.next_value::<::std::option::Option<_>>()?.map(settlement::Subject::LinkId);
                        }
                        GeneratedField::Ends => {
                            if subject__.is_some() {
                                return Err(serde::de::Error::duplicate_field("ends"));
                            }
                            subject__ = map_.next_value::<::std::option::Option<_>>()?.map(settlement::Subject::Ends)
;
                        }
                    }
                }
                Ok(Settlement {
                    id: id__.unwrap_or_default(),
                    outcome: outcome__.unwrap_or_default(),
                    relation: relation__.unwrap_or_default(),
                    decided_by: decided_by__.unwrap_or_default(),
                    reason: reason__.unwrap_or_default(),
                    settled_at: settled_at__,
                    withdrawal: withdrawal__,
                    documents: documents__.unwrap_or_default(),
                    subject: subject__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.Settlement", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SourceEntity {
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
        if !self.name.is_empty() {
            len += 1;
        }
        if !self.other_names.is_empty() {
            len += 1;
        }
        if self.kind != 0 {
            len += 1;
        }
        if !self.role.is_empty() {
            len += 1;
        }
        if !self.affiliation.is_empty() {
            len += 1;
        }
        if self.claims != 0 {
            len += 1;
        }
        if self.documents != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SourceEntity", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.name.is_empty() {
            struct_ser.serialize_field("name", &self.name)?;
        }
        if !self.other_names.is_empty() {
            struct_ser.serialize_field("otherNames", &self.other_names)?;
        }
        if self.kind != 0 {
            let v = super::super::claim::v1::SourceKind::try_from(self.kind)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.kind)))?;
            struct_ser.serialize_field("kind", &v)?;
        }
        if !self.role.is_empty() {
            struct_ser.serialize_field("role", &self.role)?;
        }
        if !self.affiliation.is_empty() {
            struct_ser.serialize_field("affiliation", &self.affiliation)?;
        }
        if self.claims != 0 {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if self.documents != 0 {
            struct_ser.serialize_field("documents", &self.documents)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SourceEntity {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "name",
            "other_names",
            "otherNames",
            "kind",
            "role",
            "affiliation",
            "claims",
            "documents",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            Name,
            OtherNames,
            Kind,
            Role,
            Affiliation,
            Claims,
            Documents,
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
                            "name" => Ok(GeneratedField::Name),
                            "otherNames" | "other_names" => Ok(GeneratedField::OtherNames),
                            "kind" => Ok(GeneratedField::Kind),
                            "role" => Ok(GeneratedField::Role),
                            "affiliation" => Ok(GeneratedField::Affiliation),
                            "claims" => Ok(GeneratedField::Claims),
                            "documents" => Ok(GeneratedField::Documents),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SourceEntity;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SourceEntity")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SourceEntity, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut name__ = None;
                let mut other_names__ = None;
                let mut kind__ = None;
                let mut role__ = None;
                let mut affiliation__ = None;
                let mut claims__ = None;
                let mut documents__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Name => {
                            if name__.is_some() {
                                return Err(serde::de::Error::duplicate_field("name"));
                            }
                            name__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OtherNames => {
                            if other_names__.is_some() {
                                return Err(serde::de::Error::duplicate_field("otherNames"));
                            }
                            other_names__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Kind => {
                            if kind__.is_some() {
                                return Err(serde::de::Error::duplicate_field("kind"));
                            }
                            kind__ = Some(map_.next_value::<super::super::claim::v1::SourceKind>()? as i32);
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
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Documents => {
                            if documents__.is_some() {
                                return Err(serde::de::Error::duplicate_field("documents"));
                            }
                            documents__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(SourceEntity {
                    id: id__.unwrap_or_default(),
                    name: name__.unwrap_or_default(),
                    other_names: other_names__.unwrap_or_default(),
                    kind: kind__.unwrap_or_default(),
                    role: role__.unwrap_or_default(),
                    affiliation: affiliation__.unwrap_or_default(),
                    claims: claims__.unwrap_or_default(),
                    documents: documents__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SourceEntity", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SourcedClaim {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claim.is_some() {
            len += 1;
        }
        if !self.cluster_id.is_empty() {
            len += 1;
        }
        if self.independent_sources != 0 {
            len += 1;
        }
        if !self.links.is_empty() {
            len += 1;
        }
        if self.appearances != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SourcedClaim", len)?;
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if !self.cluster_id.is_empty() {
            struct_ser.serialize_field("clusterId", &self.cluster_id)?;
        }
        if self.independent_sources != 0 {
            struct_ser.serialize_field("independentSources", &self.independent_sources)?;
        }
        if !self.links.is_empty() {
            struct_ser.serialize_field("links", &self.links)?;
        }
        if self.appearances != 0 {
            struct_ser.serialize_field("appearances", &self.appearances)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SourcedClaim {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim",
            "cluster_id",
            "clusterId",
            "independent_sources",
            "independentSources",
            "links",
            "appearances",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claim,
            ClusterId,
            IndependentSources,
            Links,
            Appearances,
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
                            "claim" => Ok(GeneratedField::Claim),
                            "clusterId" | "cluster_id" => Ok(GeneratedField::ClusterId),
                            "independentSources" | "independent_sources" => Ok(GeneratedField::IndependentSources),
                            "links" => Ok(GeneratedField::Links),
                            "appearances" => Ok(GeneratedField::Appearances),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SourcedClaim;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SourcedClaim")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SourcedClaim, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim__ = None;
                let mut cluster_id__ = None;
                let mut independent_sources__ = None;
                let mut links__ = None;
                let mut appearances__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
                        GeneratedField::ClusterId => {
                            if cluster_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("clusterId"));
                            }
                            cluster_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::IndependentSources => {
                            if independent_sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("independentSources"));
                            }
                            independent_sources__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Links => {
                            if links__.is_some() {
                                return Err(serde::de::Error::duplicate_field("links"));
                            }
                            links__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Appearances => {
                            if appearances__.is_some() {
                                return Err(serde::de::Error::duplicate_field("appearances"));
                            }
                            appearances__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(SourcedClaim {
                    claim: claim__,
                    cluster_id: cluster_id__.unwrap_or_default(),
                    independent_sources: independent_sources__.unwrap_or_default(),
                    links: links__.unwrap_or_default(),
                    appearances: appearances__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SourcedClaim", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for SourcingSummary {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claims != 0 {
            len += 1;
        }
        if self.sources != 0 {
            len += 1;
        }
        if self.anonymous_claims != 0 {
            len += 1;
        }
        if self.unstated_claims != 0 {
            len += 1;
        }
        if self.single_source_claims != 0 {
            len += 1;
        }
        if self.contradicted_claims != 0 {
            len += 1;
        }
        if self.echoed_claims != 0 {
            len += 1;
        }
        if !self.by_source.is_empty() {
            len += 1;
        }
        if !self.by_affiliation.is_empty() {
            len += 1;
        }
        if self.unlinked_claims != 0 {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.SourcingSummary", len)?;
        if self.claims != 0 {
            struct_ser.serialize_field("claims", &self.claims)?;
        }
        if self.sources != 0 {
            struct_ser.serialize_field("sources", &self.sources)?;
        }
        if self.anonymous_claims != 0 {
            struct_ser.serialize_field("anonymousClaims", &self.anonymous_claims)?;
        }
        if self.unstated_claims != 0 {
            struct_ser.serialize_field("unstatedClaims", &self.unstated_claims)?;
        }
        if self.single_source_claims != 0 {
            struct_ser.serialize_field("singleSourceClaims", &self.single_source_claims)?;
        }
        if self.contradicted_claims != 0 {
            struct_ser.serialize_field("contradictedClaims", &self.contradicted_claims)?;
        }
        if self.echoed_claims != 0 {
            struct_ser.serialize_field("echoedClaims", &self.echoed_claims)?;
        }
        if !self.by_source.is_empty() {
            struct_ser.serialize_field("bySource", &self.by_source)?;
        }
        if !self.by_affiliation.is_empty() {
            struct_ser.serialize_field("byAffiliation", &self.by_affiliation)?;
        }
        if self.unlinked_claims != 0 {
            struct_ser.serialize_field("unlinkedClaims", &self.unlinked_claims)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for SourcingSummary {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claims",
            "sources",
            "anonymous_claims",
            "anonymousClaims",
            "unstated_claims",
            "unstatedClaims",
            "single_source_claims",
            "singleSourceClaims",
            "contradicted_claims",
            "contradictedClaims",
            "echoed_claims",
            "echoedClaims",
            "by_source",
            "bySource",
            "by_affiliation",
            "byAffiliation",
            "unlinked_claims",
            "unlinkedClaims",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claims,
            Sources,
            AnonymousClaims,
            UnstatedClaims,
            SingleSourceClaims,
            ContradictedClaims,
            EchoedClaims,
            BySource,
            ByAffiliation,
            UnlinkedClaims,
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
                            "claims" => Ok(GeneratedField::Claims),
                            "sources" => Ok(GeneratedField::Sources),
                            "anonymousClaims" | "anonymous_claims" => Ok(GeneratedField::AnonymousClaims),
                            "unstatedClaims" | "unstated_claims" => Ok(GeneratedField::UnstatedClaims),
                            "singleSourceClaims" | "single_source_claims" => Ok(GeneratedField::SingleSourceClaims),
                            "contradictedClaims" | "contradicted_claims" => Ok(GeneratedField::ContradictedClaims),
                            "echoedClaims" | "echoed_claims" => Ok(GeneratedField::EchoedClaims),
                            "bySource" | "by_source" => Ok(GeneratedField::BySource),
                            "byAffiliation" | "by_affiliation" => Ok(GeneratedField::ByAffiliation),
                            "unlinkedClaims" | "unlinked_claims" => Ok(GeneratedField::UnlinkedClaims),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = SourcingSummary;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.SourcingSummary")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<SourcingSummary, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claims__ = None;
                let mut sources__ = None;
                let mut anonymous_claims__ = None;
                let mut unstated_claims__ = None;
                let mut single_source_claims__ = None;
                let mut contradicted_claims__ = None;
                let mut echoed_claims__ = None;
                let mut by_source__ = None;
                let mut by_affiliation__ = None;
                let mut unlinked_claims__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claims => {
                            if claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claims"));
                            }
                            claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::Sources => {
                            if sources__.is_some() {
                                return Err(serde::de::Error::duplicate_field("sources"));
                            }
                            sources__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::AnonymousClaims => {
                            if anonymous_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("anonymousClaims"));
                            }
                            anonymous_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::UnstatedClaims => {
                            if unstated_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("unstatedClaims"));
                            }
                            unstated_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::SingleSourceClaims => {
                            if single_source_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("singleSourceClaims"));
                            }
                            single_source_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::ContradictedClaims => {
                            if contradicted_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("contradictedClaims"));
                            }
                            contradicted_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::EchoedClaims => {
                            if echoed_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("echoedClaims"));
                            }
                            echoed_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                        GeneratedField::BySource => {
                            if by_source__.is_some() {
                                return Err(serde::de::Error::duplicate_field("bySource"));
                            }
                            by_source__ = Some(map_.next_value()?);
                        }
                        GeneratedField::ByAffiliation => {
                            if by_affiliation__.is_some() {
                                return Err(serde::de::Error::duplicate_field("byAffiliation"));
                            }
                            by_affiliation__ = Some(map_.next_value()?);
                        }
                        GeneratedField::UnlinkedClaims => {
                            if unlinked_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("unlinkedClaims"));
                            }
                            unlinked_claims__ = 
                                Some(map_.next_value::<::pbjson::private::NumberDeserialize<_>>()?.0)
                            ;
                        }
                    }
                }
                Ok(SourcingSummary {
                    claims: claims__.unwrap_or_default(),
                    sources: sources__.unwrap_or_default(),
                    anonymous_claims: anonymous_claims__.unwrap_or_default(),
                    unstated_claims: unstated_claims__.unwrap_or_default(),
                    single_source_claims: single_source_claims__.unwrap_or_default(),
                    contradicted_claims: contradicted_claims__.unwrap_or_default(),
                    echoed_claims: echoed_claims__.unwrap_or_default(),
                    by_source: by_source__.unwrap_or_default(),
                    by_affiliation: by_affiliation__.unwrap_or_default(),
                    unlinked_claims: unlinked_claims__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.SourcingSummary", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for StoredClaim {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claim.is_some() {
            len += 1;
        }
        if self.document.is_some() {
            len += 1;
        }
        if !self.extractor.is_empty() {
            len += 1;
        }
        if self.current {
            len += 1;
        }
        if !self.cluster_id.is_empty() {
            len += 1;
        }
        if !self.links.is_empty() {
            len += 1;
        }
        if self.settlement.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.StoredClaim", len)?;
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if let Some(v) = self.document.as_ref() {
            struct_ser.serialize_field("document", v)?;
        }
        if !self.extractor.is_empty() {
            struct_ser.serialize_field("extractor", &self.extractor)?;
        }
        if self.current {
            struct_ser.serialize_field("current", &self.current)?;
        }
        if !self.cluster_id.is_empty() {
            struct_ser.serialize_field("clusterId", &self.cluster_id)?;
        }
        if !self.links.is_empty() {
            struct_ser.serialize_field("links", &self.links)?;
        }
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for StoredClaim {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim",
            "document",
            "extractor",
            "current",
            "cluster_id",
            "clusterId",
            "links",
            "settlement",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claim,
            Document,
            Extractor,
            Current,
            ClusterId,
            Links,
            Settlement,
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
                            "claim" => Ok(GeneratedField::Claim),
                            "document" => Ok(GeneratedField::Document),
                            "extractor" => Ok(GeneratedField::Extractor),
                            "current" => Ok(GeneratedField::Current),
                            "clusterId" | "cluster_id" => Ok(GeneratedField::ClusterId),
                            "links" => Ok(GeneratedField::Links),
                            "settlement" => Ok(GeneratedField::Settlement),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = StoredClaim;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.StoredClaim")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<StoredClaim, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim__ = None;
                let mut document__ = None;
                let mut extractor__ = None;
                let mut current__ = None;
                let mut cluster_id__ = None;
                let mut links__ = None;
                let mut settlement__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
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
                            extractor__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Current => {
                            if current__.is_some() {
                                return Err(serde::de::Error::duplicate_field("current"));
                            }
                            current__ = Some(map_.next_value()?);
                        }
                        GeneratedField::ClusterId => {
                            if cluster_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("clusterId"));
                            }
                            cluster_id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Links => {
                            if links__.is_some() {
                                return Err(serde::de::Error::duplicate_field("links"));
                            }
                            links__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                    }
                }
                Ok(StoredClaim {
                    claim: claim__,
                    document: document__,
                    extractor: extractor__.unwrap_or_default(),
                    current: current__.unwrap_or_default(),
                    cluster_id: cluster_id__.unwrap_or_default(),
                    links: links__.unwrap_or_default(),
                    settlement: settlement__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.StoredClaim", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for StoredForecast {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.claim.is_some() {
            len += 1;
        }
        if self.state != 0 {
            len += 1;
        }
        if self.settlement.is_some() {
            len += 1;
        }
        if !self.bearing.is_empty() {
            len += 1;
        }
        if !self.bearing_claims.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.StoredForecast", len)?;
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if self.state != 0 {
            let v = ForecastState::try_from(self.state)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.state)))?;
            struct_ser.serialize_field("state", &v)?;
        }
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        if !self.bearing.is_empty() {
            struct_ser.serialize_field("bearing", &self.bearing)?;
        }
        if !self.bearing_claims.is_empty() {
            struct_ser.serialize_field("bearingClaims", &self.bearing_claims)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for StoredForecast {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "claim",
            "state",
            "settlement",
            "bearing",
            "bearing_claims",
            "bearingClaims",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Claim,
            State,
            Settlement,
            Bearing,
            BearingClaims,
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
                            "claim" => Ok(GeneratedField::Claim),
                            "state" => Ok(GeneratedField::State),
                            "settlement" => Ok(GeneratedField::Settlement),
                            "bearing" => Ok(GeneratedField::Bearing),
                            "bearingClaims" | "bearing_claims" => Ok(GeneratedField::BearingClaims),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = StoredForecast;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.StoredForecast")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<StoredForecast, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut claim__ = None;
                let mut state__ = None;
                let mut settlement__ = None;
                let mut bearing__ = None;
                let mut bearing_claims__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
                        GeneratedField::State => {
                            if state__.is_some() {
                                return Err(serde::de::Error::duplicate_field("state"));
                            }
                            state__ = Some(map_.next_value::<ForecastState>()? as i32);
                        }
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                        GeneratedField::Bearing => {
                            if bearing__.is_some() {
                                return Err(serde::de::Error::duplicate_field("bearing"));
                            }
                            bearing__ = Some(map_.next_value()?);
                        }
                        GeneratedField::BearingClaims => {
                            if bearing_claims__.is_some() {
                                return Err(serde::de::Error::duplicate_field("bearingClaims"));
                            }
                            bearing_claims__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(StoredForecast {
                    claim: claim__,
                    state: state__.unwrap_or_default(),
                    settlement: settlement__,
                    bearing: bearing__.unwrap_or_default(),
                    bearing_claims: bearing_claims__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.StoredForecast", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for WatchClaimsRequest {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.cursor.is_empty() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.until_caught_up {
            len += 1;
        }
        if self.query.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.WatchClaimsRequest", len)?;
        if !self.cursor.is_empty() {
            struct_ser.serialize_field("cursor", &self.cursor)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if self.until_caught_up {
            struct_ser.serialize_field("untilCaughtUp", &self.until_caught_up)?;
        }
        if let Some(v) = self.query.as_ref() {
            struct_ser.serialize_field("query", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for WatchClaimsRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "cursor",
            "offset_unit",
            "offsetUnit",
            "until_caught_up",
            "untilCaughtUp",
            "query",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Cursor,
            OffsetUnit,
            UntilCaughtUp,
            Query,
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
                            "cursor" => Ok(GeneratedField::Cursor),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "untilCaughtUp" | "until_caught_up" => Ok(GeneratedField::UntilCaughtUp),
                            "query" => Ok(GeneratedField::Query),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = WatchClaimsRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.WatchClaimsRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<WatchClaimsRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut cursor__ = None;
                let mut offset_unit__ = None;
                let mut until_caught_up__ = None;
                let mut query__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Cursor => {
                            if cursor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("cursor"));
                            }
                            cursor__ = Some(map_.next_value()?);
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::UntilCaughtUp => {
                            if until_caught_up__.is_some() {
                                return Err(serde::de::Error::duplicate_field("untilCaughtUp"));
                            }
                            until_caught_up__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Query => {
                            if query__.is_some() {
                                return Err(serde::de::Error::duplicate_field("query"));
                            }
                            query__ = map_.next_value()?;
                        }
                    }
                }
                Ok(WatchClaimsRequest {
                    cursor: cursor__.unwrap_or_default(),
                    offset_unit: offset_unit__.unwrap_or_default(),
                    until_caught_up: until_caught_up__.unwrap_or_default(),
                    query: query__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.WatchClaimsRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for WatchClaimsResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.cursor.is_empty() {
            len += 1;
        }
        if self.r#type != 0 {
            len += 1;
        }
        if self.claim.is_some() {
            len += 1;
        }
        if self.offset_unit != 0 {
            len += 1;
        }
        if self.settlement.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.WatchClaimsResponse", len)?;
        if !self.cursor.is_empty() {
            struct_ser.serialize_field("cursor", &self.cursor)?;
        }
        if self.r#type != 0 {
            let v = ChangeType::try_from(self.r#type)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.r#type)))?;
            struct_ser.serialize_field("type", &v)?;
        }
        if let Some(v) = self.claim.as_ref() {
            struct_ser.serialize_field("claim", v)?;
        }
        if self.offset_unit != 0 {
            let v = super::super::claim::v1::OffsetUnit::try_from(self.offset_unit)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.offset_unit)))?;
            struct_ser.serialize_field("offsetUnit", &v)?;
        }
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for WatchClaimsResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "cursor",
            "type",
            "claim",
            "offset_unit",
            "offsetUnit",
            "settlement",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Cursor,
            Type,
            Claim,
            OffsetUnit,
            Settlement,
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
                            "cursor" => Ok(GeneratedField::Cursor),
                            "type" => Ok(GeneratedField::Type),
                            "claim" => Ok(GeneratedField::Claim),
                            "offsetUnit" | "offset_unit" => Ok(GeneratedField::OffsetUnit),
                            "settlement" => Ok(GeneratedField::Settlement),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = WatchClaimsResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.WatchClaimsResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<WatchClaimsResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut cursor__ = None;
                let mut r#type__ = None;
                let mut claim__ = None;
                let mut offset_unit__ = None;
                let mut settlement__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Cursor => {
                            if cursor__.is_some() {
                                return Err(serde::de::Error::duplicate_field("cursor"));
                            }
                            cursor__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Type => {
                            if r#type__.is_some() {
                                return Err(serde::de::Error::duplicate_field("type"));
                            }
                            r#type__ = Some(map_.next_value::<ChangeType>()? as i32);
                        }
                        GeneratedField::Claim => {
                            if claim__.is_some() {
                                return Err(serde::de::Error::duplicate_field("claim"));
                            }
                            claim__ = map_.next_value()?;
                        }
                        GeneratedField::OffsetUnit => {
                            if offset_unit__.is_some() {
                                return Err(serde::de::Error::duplicate_field("offsetUnit"));
                            }
                            offset_unit__ = Some(map_.next_value::<super::super::claim::v1::OffsetUnit>()? as i32);
                        }
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                    }
                }
                Ok(WatchClaimsResponse {
                    cursor: cursor__.unwrap_or_default(),
                    r#type: r#type__.unwrap_or_default(),
                    claim: claim__,
                    offset_unit: offset_unit__.unwrap_or_default(),
                    settlement: settlement__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.WatchClaimsResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for WithdrawSettlementRequest {
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
        if !self.withdrawn_by.is_empty() {
            len += 1;
        }
        if !self.reason.is_empty() {
            len += 1;
        }
        if !self.request_id.is_empty() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.WithdrawSettlementRequest", len)?;
        if !self.id.is_empty() {
            struct_ser.serialize_field("id", &self.id)?;
        }
        if !self.withdrawn_by.is_empty() {
            struct_ser.serialize_field("withdrawnBy", &self.withdrawn_by)?;
        }
        if !self.reason.is_empty() {
            struct_ser.serialize_field("reason", &self.reason)?;
        }
        if !self.request_id.is_empty() {
            struct_ser.serialize_field("requestId", &self.request_id)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for WithdrawSettlementRequest {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "id",
            "withdrawn_by",
            "withdrawnBy",
            "reason",
            "request_id",
            "requestId",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Id,
            WithdrawnBy,
            Reason,
            RequestId,
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
                            "withdrawnBy" | "withdrawn_by" => Ok(GeneratedField::WithdrawnBy),
                            "reason" => Ok(GeneratedField::Reason),
                            "requestId" | "request_id" => Ok(GeneratedField::RequestId),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = WithdrawSettlementRequest;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.WithdrawSettlementRequest")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<WithdrawSettlementRequest, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut id__ = None;
                let mut withdrawn_by__ = None;
                let mut reason__ = None;
                let mut request_id__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Id => {
                            if id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("id"));
                            }
                            id__ = Some(map_.next_value()?);
                        }
                        GeneratedField::WithdrawnBy => {
                            if withdrawn_by__.is_some() {
                                return Err(serde::de::Error::duplicate_field("withdrawnBy"));
                            }
                            withdrawn_by__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Reason => {
                            if reason__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reason"));
                            }
                            reason__ = Some(map_.next_value()?);
                        }
                        GeneratedField::RequestId => {
                            if request_id__.is_some() {
                                return Err(serde::de::Error::duplicate_field("requestId"));
                            }
                            request_id__ = Some(map_.next_value()?);
                        }
                    }
                }
                Ok(WithdrawSettlementRequest {
                    id: id__.unwrap_or_default(),
                    withdrawn_by: withdrawn_by__.unwrap_or_default(),
                    reason: reason__.unwrap_or_default(),
                    request_id: request_id__.unwrap_or_default(),
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.WithdrawSettlementRequest", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for WithdrawSettlementResponse {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if self.settlement.is_some() {
            len += 1;
        }
        if self.counts.is_some() {
            len += 1;
        }
        if self.worked_out != 0 {
            len += 1;
        }
        if self.overridden.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.WithdrawSettlementResponse", len)?;
        if let Some(v) = self.settlement.as_ref() {
            struct_ser.serialize_field("settlement", v)?;
        }
        if let Some(v) = self.counts.as_ref() {
            struct_ser.serialize_field("counts", v)?;
        }
        if self.worked_out != 0 {
            let v = Relation::try_from(self.worked_out)
                .map_err(|_| serde::ser::Error::custom(format!("Invalid variant {}", self.worked_out)))?;
            struct_ser.serialize_field("workedOut", &v)?;
        }
        if let Some(v) = self.overridden.as_ref() {
            struct_ser.serialize_field("overridden", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for WithdrawSettlementResponse {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "settlement",
            "counts",
            "worked_out",
            "workedOut",
            "overridden",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            Settlement,
            Counts,
            WorkedOut,
            Overridden,
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
                            "settlement" => Ok(GeneratedField::Settlement),
                            "counts" => Ok(GeneratedField::Counts),
                            "workedOut" | "worked_out" => Ok(GeneratedField::WorkedOut),
                            "overridden" => Ok(GeneratedField::Overridden),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = WithdrawSettlementResponse;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.WithdrawSettlementResponse")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<WithdrawSettlementResponse, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut settlement__ = None;
                let mut counts__ = None;
                let mut worked_out__ = None;
                let mut overridden__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::Settlement => {
                            if settlement__.is_some() {
                                return Err(serde::de::Error::duplicate_field("settlement"));
                            }
                            settlement__ = map_.next_value()?;
                        }
                        GeneratedField::Counts => {
                            if counts__.is_some() {
                                return Err(serde::de::Error::duplicate_field("counts"));
                            }
                            counts__ = map_.next_value()?;
                        }
                        GeneratedField::WorkedOut => {
                            if worked_out__.is_some() {
                                return Err(serde::de::Error::duplicate_field("workedOut"));
                            }
                            worked_out__ = Some(map_.next_value::<Relation>()? as i32);
                        }
                        GeneratedField::Overridden => {
                            if overridden__.is_some() {
                                return Err(serde::de::Error::duplicate_field("overridden"));
                            }
                            overridden__ = map_.next_value()?;
                        }
                    }
                }
                Ok(WithdrawSettlementResponse {
                    settlement: settlement__,
                    counts: counts__,
                    worked_out: worked_out__.unwrap_or_default(),
                    overridden: overridden__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.WithdrawSettlementResponse", FIELDS, GeneratedVisitor)
    }
}
impl serde::Serialize for Withdrawal {
    #[allow(deprecated)]
    fn serialize<S>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error>
    where
        S: serde::Serializer,
    {
        use serde::ser::SerializeStruct;
        let mut len = 0;
        if !self.withdrawn_by.is_empty() {
            len += 1;
        }
        if !self.reason.is_empty() {
            len += 1;
        }
        if self.withdrawn_at.is_some() {
            len += 1;
        }
        let mut struct_ser = serializer.serialize_struct("sayso.store.v1.Withdrawal", len)?;
        if !self.withdrawn_by.is_empty() {
            struct_ser.serialize_field("withdrawnBy", &self.withdrawn_by)?;
        }
        if !self.reason.is_empty() {
            struct_ser.serialize_field("reason", &self.reason)?;
        }
        if let Some(v) = self.withdrawn_at.as_ref() {
            struct_ser.serialize_field("withdrawnAt", v)?;
        }
        struct_ser.end()
    }
}
impl<'de> serde::Deserialize<'de> for Withdrawal {
    #[allow(deprecated)]
    fn deserialize<D>(deserializer: D) -> std::result::Result<Self, D::Error>
    where
        D: serde::Deserializer<'de>,
    {
        const FIELDS: &[&str] = &[
            "withdrawn_by",
            "withdrawnBy",
            "reason",
            "withdrawn_at",
            "withdrawnAt",
        ];

        #[allow(clippy::enum_variant_names)]
        enum GeneratedField {
            WithdrawnBy,
            Reason,
            WithdrawnAt,
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
                            "withdrawnBy" | "withdrawn_by" => Ok(GeneratedField::WithdrawnBy),
                            "reason" => Ok(GeneratedField::Reason),
                            "withdrawnAt" | "withdrawn_at" => Ok(GeneratedField::WithdrawnAt),
                            _ => Err(serde::de::Error::unknown_field(value, FIELDS)),
                        }
                    }
                }
                deserializer.deserialize_identifier(GeneratedVisitor)
            }
        }
        struct GeneratedVisitor;
        impl<'de> serde::de::Visitor<'de> for GeneratedVisitor {
            type Value = Withdrawal;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("struct sayso.store.v1.Withdrawal")
            }

            fn visit_map<V>(self, mut map_: V) -> std::result::Result<Withdrawal, V::Error>
                where
                    V: serde::de::MapAccess<'de>,
            {
                let mut withdrawn_by__ = None;
                let mut reason__ = None;
                let mut withdrawn_at__ = None;
                while let Some(k) = map_.next_key()? {
                    match k {
                        GeneratedField::WithdrawnBy => {
                            if withdrawn_by__.is_some() {
                                return Err(serde::de::Error::duplicate_field("withdrawnBy"));
                            }
                            withdrawn_by__ = Some(map_.next_value()?);
                        }
                        GeneratedField::Reason => {
                            if reason__.is_some() {
                                return Err(serde::de::Error::duplicate_field("reason"));
                            }
                            reason__ = Some(map_.next_value()?);
                        }
                        GeneratedField::WithdrawnAt => {
                            if withdrawn_at__.is_some() {
                                return Err(serde::de::Error::duplicate_field("withdrawnAt"));
                            }
                            withdrawn_at__ = map_.next_value()?;
                        }
                    }
                }
                Ok(Withdrawal {
                    withdrawn_by: withdrawn_by__.unwrap_or_default(),
                    reason: reason__.unwrap_or_default(),
                    withdrawn_at: withdrawn_at__,
                })
            }
        }
        deserializer.deserialize_struct("sayso.store.v1.Withdrawal", FIELDS, GeneratedVisitor)
    }
}
