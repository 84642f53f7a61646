//! Decisions of people.

use crate::store::v1::{SettleResponse, WithdrawSettlementResponse};

/// Withdrawing has the effects that deciding has.
impl From<WithdrawSettlementResponse> for SettleResponse {
    fn from(answer: WithdrawSettlementResponse) -> Self {
        let WithdrawSettlementResponse { settlement, counts, worked_out, overridden } = answer;
        Self { settlement, counts, worked_out, overridden }
    }
}
