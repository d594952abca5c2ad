//! *Edit and resubmit*: an edited copy of a suspended message is published in its place.

use std::sync::Arc;

use egui::{ComboBox, RichText, TextEdit, Ui};

use super::{After, Dialog, parts};
use crate::{
    console::{
        context::{Cx, Task},
        kit::{
            self, Column, Footer, FooterChoice, Form, Mark, dialog, editable_grid, footer,
            form::Row,
            grid::{self, GridOptions},
        },
    },
    engine::{Refusal, Request, Response, addressing_sentence},
    message_box::Instance,
    model::{Addressing, Draft, Message, Property, Source, ValueType, properties, validate},
    rules::{
        Citation, Page,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// A property as it is typed.
#[derive(Clone, Default)]
struct Typed {
    name: String,
    value_type: ValueType,
    value: String,
}

/// Edits a suspended message and publishes it again.
pub struct ResubmitDialog {
    instance: Instance,
    message: Arc<Message>,
    addressing: Addressing,
    message_type: String,
    properties: Vec<Typed>,
    row: Option<usize>,
    body: String,
    refusal: Option<Refusal>,
}

impl ResubmitDialog {
    #[must_use]
    pub fn new(instance: Instance, message: Arc<Message>) -> Self {
        // what a receive location or a response had promoted stands in the context, which is
        // kept; the binding of an orchestration's port does not
        let addressing = match &message.addressing {
            kept @ (Addressing::To(_) | Addressing::Published(Source::Orchestration { .. })) => kept.clone(),
            Addressing::Published(_) => Addressing::Published(Source::Properties),
        };
        let typed =
            message.context.0.iter().filter(|(name, _)| *name != properties::MESSAGE_TYPE).map(|(name, value)| Typed {
                name: name.clone(),
                value_type: value.value_type(),
                value: value.to_string(),
            });
        Self {
            addressing,
            message_type: message.message_type().unwrap_or_default().to_owned(),
            properties: typed.collect(),
            row: None,
            body: message.body.to_string(),
            refusal: None,
            instance,
            message,
        }
    }

    /// What would be published.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    fn draft(&self) -> Result<Draft, Sentence> {
        let mut draft = Draft {
            addressing: self.addressing.clone(),
            message_type: self.message_type.trim().to_owned(),
            body: self.body.clone(),
            ..Draft::default()
        };
        for typed in &self.properties {
            let name = typed.name.trim().to_owned();
            let value = typed.value_type.parse(&typed.value).map_err(|_| {
                Sentence::new("problem-value-type")
                    .with("property", name.as_str())
                    .with("type", Sentence::new(validate::type_key(typed.value_type)))
            })?;
            draft.properties.push(Property { name, value });
        }
        let problems = validate::draft(&draft);
        match validate::first_error(&problems) {
            Some(problem) => Err(problem.sentence.clone()),
            None => Ok(draft),
        }
    }

    fn properties(&mut self, ui: &mut Ui, cx: &Cx<'_>, read_only: Option<&str>) {
        let columns = [
            Column::new(cx.text("resubmit-property"), 140.0, 2.0),
            Column::new(cx.text("resubmit-type"), 104.0, 0.0),
            Column::new(cx.text("resubmit-value"), 110.0, 2.0),
        ];
        let (add, delete, empty) =
            (cx.text("resubmit-add"), cx.text("resubmit-delete"), cx.text("resubmit-no-properties"));
        let options = GridOptions { add: &add, delete: &delete, movable: false, empty: &empty, read_only };
        let typed = &mut self.properties;
        let count = typed.len();
        let action =
            editable_grid(ui, cx.words, "properties", &columns, count, &mut self.row, &options, |ui, at, column| {
                let name = Sentence::new("resubmit-cell").with("column", columns[column].title.as_str());
                let name = cx.say(&name.with("row", at + 1));
                let row = &mut typed[at];
                let field = |text| TextEdit::singleline(text).desired_width(f32::INFINITY);
                match column {
                    0 => drop(ui.add(field(&mut row.name)).accessible_name(name)),
                    1 => {
                        let choice = ComboBox::from_id_salt("type")
                            .selected_text(cx.text(validate::type_key(row.value_type)))
                            .width(ui.available_width())
                            .truncate()
                            .show_ui(ui, |ui| {
                                for it in ValueType::ALL {
                                    kit::option_of(ui, &mut row.value_type, it, cx.text(validate::type_key(it)));
                                }
                            });
                        drop(choice.response.accessible_name(name));
                    }
                    _ => drop(ui.add(field(&mut row.value)).accessible_name(name)),
                }
            });
        if let Some(action) = action {
            grid::apply(action, &mut self.properties, &mut self.row, Typed::default);
        }
    }
}

impl Dialog for ResubmitDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("resubmit-title").with("message", self.message.id.to_string()))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(680.0, 600.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let permitted = parts::permitted(cx, "operation-terminate", Permission::OperateOnInstances);
        let sees_body = may(cx.snapshot.role, Permission::SeeBodies);
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            let read_only = permitted.as_ref().err().map(String::as_str);
            let form = Form::new(cx.words, 130.0).read_only(read_only);
            let to = cx.say(&addressing_sentence(&self.addressing));
            let label = cx.text("resubmit-addressing");
            form.row(ui, &Row::new(&label, ""), |ui, _| ui.add(egui::Label::new(to).wrap()));
            let label = cx.text("resubmit-message-type");
            form.text(ui, &Row::new(&label, "message_type"), &mut self.message_type);
            form.section(ui, &cx.text("resubmit-properties"));
            self.properties(ui, cx, read_only);
            form.section(ui, &cx.text("resubmit-body"));
            if sees_body {
                let edit = TextEdit::multiline(&mut self.body)
                    .font(egui::TextStyle::Monospace)
                    .desired_rows(6)
                    .desired_width(f32::INFINITY);
                drop(ui.add_enabled(read_only.is_none(), edit).accessible_name(cx.text("resubmit-body")));
            } else {
                parts::paragraph(ui, RichText::new(cx.text("resubmit-body-hidden")).weak());
            }
            ui.add_space(8.0);
            Mark::Note
                .line(ui, &cx.say(&Sentence::new("resubmit-ends").with("instance", self.instance.id.to_string())));
            if matches!(self.addressing, Addressing::Published(_)) {
                Mark::Note.line(ui, &cx.text("resubmit-everyone"));
            }
            parts::citation(ui, cx, Citation::page(Page::TypesOfMessageFailures));
            after
        });
        let draft = self.draft();
        let ok_enabled = permitted.and_then(|()| draft.as_ref().map(|_| ()).map_err(|why| cx.say(why)));
        let (ok, cancel) = (cx.text("resubmit-now"), cx.text("kit-cancel"));
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                if let Ok(draft) = draft {
                    cx.push(Task::RequestForDialog(Request::Resubmit { instance: self.instance.id, draft }));
                }
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        parts::reply(&mut self.refusal, result)
    }
}
