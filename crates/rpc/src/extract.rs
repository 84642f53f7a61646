//! Extraction as a trait, and its remote end.

use std::sync::Arc;

use async_trait::async_trait;
use sayso_contract::{
    Offsets, document_to_wire,
    extract::v1::{
        DescribeExtractorRequest, DescribeExtractorResponse, ExtractRequest,
        extract_service_client::ExtractServiceClient, extract_service_server::SERVICE_NAME,
    },
    extraction_from_wire, unit_to_wire,
};
use sayso_domain::{Document, Extraction};
use sayso_service::{Channel, ClientSettings, client_limits};
use sayso_text::OffsetUnit;

use crate::{CallError, health::serves};

/// Anything that extracts the claims of a document: the engine in this process, or a service elsewhere.
#[async_trait]
pub trait Extract: Send + Sync + 'static {
    /// Extracts the claims of `document`. The same document always gets the same claims.
    ///
    /// # Errors
    /// [`CallError`]; transient if trying again may help.
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError>;

    /// Fails while extraction cannot be asked for, because it is elsewhere and cannot be reached or does not serve.
    ///
    /// # Errors
    /// [`CallError`], transient.
    async fn ready(&self) -> Result<(), CallError>;
}

/// The extract service behind a channel.
#[derive(Debug, Clone)]
pub struct ExtractClient {
    client: ExtractServiceClient<Channel>,
    channel: Channel,
}

impl ExtractClient {
    /// For the service at the other end of `channel`.
    #[must_use]
    pub fn new(channel: Channel, settings: &ClientSettings) -> Self {
        Self { client: client_limits!(ExtractServiceClient::new(channel.clone()), settings), channel }
    }

    /// Which extractor the service is, and what it reads.
    ///
    /// # Errors
    /// [`CallError`] if the call fails.
    pub async fn describe(&self) -> Result<DescribeExtractorResponse, CallError> {
        Ok(self.client.clone().describe_extractor(DescribeExtractorRequest {}).await?.into_inner())
    }
}

#[async_trait]
impl Extract for ExtractClient {
    async fn extract(&self, document: Arc<Document>) -> Result<Extraction, CallError> {
        let request = ExtractRequest {
            document: Some(document_to_wire(&document, true)),
            offset_unit: unit_to_wire(OffsetUnit::Utf8).into(),
        };
        let answer = self.client.clone().extract(request).await?.into_inner();
        let offsets = Offsets::new(document.text(), OffsetUnit::Utf8);
        extraction_from_wire(
            &document,
            answer.extractor.as_ref(),
            &answer.language,
            &answer.claims,
            &answer.notes,
            &offsets,
        )
        .map_err(|error| CallError::from(&error))
    }

    async fn ready(&self) -> Result<(), CallError> {
        serves(&self.channel, SERVICE_NAME).await
    }
}
