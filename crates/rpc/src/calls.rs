//! Calls with one answer, for callers that show what is on the wire rather than work with it.

/// Methods of a client whose field `client` is that of the contract, and whose module names the contract `wire`.
macro_rules! unary {
    ($($(#[$doc:meta])* $name:ident($request:ident) -> $response:ident;)+) => { $(
        $(#[$doc])*
        ///
        /// # Errors
        /// [`CallError`].
        pub async fn $name(&self, request: $request) -> Result<wire::$response, CallError> {
            Ok(self.client.clone().$name(request).await?.into_inner())
        }
    )+ };
}

pub(crate) use unary;
