//! Whether the service at the other end serves, as it says itself: the gRPC health checking protocol.

use sayso_service::Channel;
use tonic::Code;
use tonic_health::pb::{HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient};

use crate::{CallError, Failure};

/// Asks whether `service`, by its full name in the contract, is served at the other end of `channel`.
///
/// # Errors
/// [`Failure::Unavailable`] if it cannot be reached, says that it does not serve, or if another service is there.
pub(crate) async fn serves(channel: &Channel, service: &'static str) -> Result<(), CallError> {
    let away = |message: String| CallError::new(Failure::Unavailable, "NOT_SERVING", message);
    let request = HealthCheckRequest { service: service.to_owned() };
    match HealthClient::new(channel.clone()).check(request).await {
        Ok(answer) if answer.get_ref().status() == ServingStatus::Serving => Ok(()),
        Ok(_) => Err(away(format!("{service} says that it does not serve now"))),
        Err(status) if status.code() == Code::NotFound => {
            Err(away(format!("another service answers where {service} should: check the address")))
        }
        // A server behind our contract need not tell its health: only a call can show whether it serves.
        Err(status) if status.code() == Code::Unimplemented => Ok(()),
        Err(status) => {
            let error = CallError::from(status);
            Err(CallError { failure: Failure::Unavailable, ..error })
        }
    }
}
