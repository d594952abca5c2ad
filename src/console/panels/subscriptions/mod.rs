//! All subscriptions, who would get a message, and who looks at a property.

mod all;
mod columns;
mod mentions;
mod question;

use egui::Ui;

pub(super) use columns::{below, longest, names};

use crate::{
    console::{commands::Env, context::Cx, theme},
    model::{ArtifactRef, Context, Draft, MessageId, Value},
};

/// With what the view opens.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// The subscriptions of a send port or a group.
    Of(ArtifactRef),
    /// Who looks at a property, and what comes of this value.
    Property { name: String, value: Option<Value> },
    /// Who would get a message like this one.
    Message(MessageId),
    /// Who would get what this draft publishes.
    Draft(Draft),
    /// Likewise a message with these properties.
    Context(Context),
    /// Likewise what stands in the inject panel.
    InjectPanel,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    All,
    Question,
    Mentions,
}

#[derive(Default)]
pub struct SubscriptionsPanel {
    tab: Tab,
    all: all::AllTab,
    question: question::QuestionTab,
    mentions: mentions::MentionsTab,
}

impl SubscriptionsPanel {
    /// Opens the view with a query. What the inject panel holds comes as a draft.
    pub fn ask(&mut self, query: Query) {
        match query {
            Query::Of(item) => {
                self.tab = Tab::All;
                self.all.only_of(Some(item));
            }
            Query::Property { name, value } => {
                self.tab = Tab::Mentions;
                self.mentions.ask(name, value);
            }
            query @ (Query::Message(_) | Query::Draft(_) | Query::Context(_)) => {
                self.tab = Tab::Question;
                self.question.start(query);
            }
            Query::InjectPanel => self.tab = Tab::Question,
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, env: &Env<'_>) {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::heading(&cx.text("node-subscriptions")));
            for (tab, key) in [
                (Tab::All, "subscriptions-all"),
                (Tab::Question, "subscriptions-question"),
                (Tab::Mentions, "subscriptions-by-property"),
            ] {
                ui.selectable_value(&mut self.tab, tab, cx.text(key));
            }
        });
        ui.add_space(4.0);
        match self.tab {
            Tab::All => self.all.ui(ui, cx, env),
            Tab::Question => self.question.ui(ui, cx, env),
            Tab::Mentions => self.mentions.ui(ui, cx, env),
        }
    }
}
