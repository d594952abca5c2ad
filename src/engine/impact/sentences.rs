//! An impact in words.

use super::{Change, Fate, Impact, SubscriptionChange, SubscriptionImpact};
use crate::engine::Outcome;
use crate::words::Sentence;

impl Change {
    /// The key of a clause with the number of kinds to which it applies.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NotPublished => "impact-change-not-published",
            Self::RoutingFailure => "impact-change-routing-failure",
            Self::Suspended => "impact-change-suspended",
            Self::Waits => "impact-change-waits",
            Self::Lost => "impact-change-lost",
            Self::Found => "impact-change-found",
            Self::Processed => "impact-change-processed",
            Self::Gained => "impact-change-gained",
            Self::Published => "impact-change-published",
            Self::Otherwise => "impact-change-otherwise",
        }
    }
}

impl Impact {
    /// *Of the 5 kinds of messages seen lately, 2 would go elsewhere: 1 would be suspended, 1 would
    /// become a routing failure.* Where no message has been seen yet, how many subscriptions would
    /// change; [`SubscriptionImpact::sentence`] then tells which.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        if self.kinds.is_empty() {
            let count = self.subscriptions.len();
            let key = if count == 0 { "impact-no-messages" } else { "impact-no-messages-but" };
            return Sentence::new(key).with("count", count);
        }
        let changed = self.changed().count();
        if changed == 0 {
            return Sentence::new("impact-nothing").with("kinds", self.kinds.len());
        }
        let parts: Vec<Sentence> = Change::ALL
            .into_iter()
            .filter_map(|change| {
                let count = self.changed().filter(|kind| kind.change == Some(change)).count();
                (count > 0).then(|| Sentence::new(change.key()).with("count", count))
            })
            .collect();
        Sentence::new("impact-sentence").with("kinds", self.kinds.len()).with("changed", changed).with("parts", parts)
    }
}

impl SubscriptionImpact {
    /// *The subscription of Lille on Region == EU would be removed.* `filter` puts a filter into words.
    #[must_use]
    pub fn sentence(&self, filter: &dyn Fn(&crate::model::Filter) -> String) -> Sentence {
        let what = match (&self.group, self.filter.is_empty()) {
            (None, true) => Sentence::new("impact-subscription-address"),
            (None, false) => Sentence::new("impact-subscription-filter"),
            (Some(_), true) => Sentence::new("impact-subscription-group-address"),
            (Some(_), false) => Sentence::new("impact-subscription-group-filter"),
        };
        let what = what
            .with("port", &self.port)
            .with("group", self.group.as_ref().map(ToString::to_string).unwrap_or_default())
            .with("filter", filter(&self.filter));
        let key = match (self.change, self.active) {
            (SubscriptionChange::Removed, _) => "impact-subscription-removed",
            (SubscriptionChange::Disabled, _) => "impact-subscription-disabled",
            (SubscriptionChange::Enabled, _) => "impact-subscription-enabled",
            (SubscriptionChange::Changed, _) => "impact-subscription-changed",
            (SubscriptionChange::Added, true) => "impact-subscription-added",
            (SubscriptionChange::Added, false) => "impact-subscription-added-disabled",
        };
        Sentence::new(key).with("subscription", what)
    }
}

impl Fate {
    /// The outcome as a whole, where there is no line for it.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        matches!(self, Self::RoutingFailure).then_some(Outcome::RoutingFailure)
    }
}
