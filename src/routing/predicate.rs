use crate::model::{Context, Filter, Operator, Predicate, Value, ValueType};

/// What came of comparing one predicate with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub predicate: Predicate,
    pub finding: Finding,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    Holds(Value),
    /// The message has another value.
    Fails(Value),
    /// The message does not have the property: nothing matches, not even `!=`.
    NotPromoted,
    /// The value of the message is of another type than the value of the filter.
    OtherType(Value, ValueType),
}

impl Finding {
    #[must_use]
    pub fn holds(&self) -> bool {
        matches!(self, Self::Holds(_))
    }
}

/// Compares one predicate with the promoted properties of a message.
#[must_use]
pub fn check(predicate: &Predicate, context: &Context) -> Finding {
    let Some(value) = context.get(&predicate.property) else { return Finding::NotPromoted };
    if predicate.operator == Operator::Exists {
        return Finding::Holds(value.clone());
    }
    let Some(order) = value.compare(&predicate.value) else {
        return Finding::OtherType(value.clone(), predicate.value.value_type());
    };
    let holds = predicate.operator.holds(order);
    if holds { Finding::Holds(value.clone()) } else { Finding::Fails(value.clone()) }
}

/// Whether [`check`] finds that it holds.
fn holds(predicate: &Predicate, context: &Context) -> bool {
    context.get(&predicate.property).is_some_and(|value| match predicate.operator {
        Operator::Exists => true,
        operator => value.compare(&predicate.value).is_some_and(|order| operator.holds(order)),
    })
}

/// Whether a filter matches: AND within a group, OR between groups. Without predicates there is
/// no filter, and nothing matches.
#[must_use]
pub fn matches(filter: &Filter, context: &Context) -> bool {
    filter.groups().any(|group| group.iter().all(|predicate| holds(predicate, context)))
}

/// Every predicate with what came of it, by group.
#[must_use]
pub fn evaluate(filter: &Filter, context: &Context) -> Vec<Vec<Check>> {
    filter
        .groups()
        .map(|group| {
            group
                .iter()
                .map(|predicate| Check { predicate: predicate.clone(), finding: check(predicate, context) })
                .collect()
        })
        .collect()
}
