//! *Start application* and *Stop application*.

use egui::{Label, RichText, Role, Ui};

use super::{
    After, Dialog,
    parts::{self, At, Table},
};
use crate::{
    console::{
        context::{Cx, Task},
        impacts,
        kit::{Footer, FooterChoice, Mark, button::soften, dialog, footer},
        theme::{self, Palette},
    },
    engine::{Refusal, Request, Response, StartOptions, StopOption},
    model::{Name, PortState},
    rules::{
        Action, Citation, Page,
        instances::Operation,
        permissions::{Task as Permission, may},
    },
    words::Sentence,
};

/// Asks how an application is started or stopped.
#[must_use]
pub fn application_run(application: &Name, start: bool) -> Box<dyn Dialog> {
    let application = application.clone();
    if start {
        // every box is ticked when the real window opens
        let options = StartOptions { referenced_applications: true, ..StartOptions::default() };
        Box::new(StartDialog { application, options, refusal: None })
    } else {
        Box::new(StopDialog { application, option: StopOption::default(), refusal: None })
    }
}

fn citation(ui: &mut Ui, cx: &Cx<'_>) {
    parts::citation(ui, cx, Citation::page(Page::HowToStartAndStopApplication));
}

fn answer(refusal: &mut Option<Refusal>, result: Result<&Response, &Refusal>) -> After {
    match result {
        Ok(_) => After::Close,
        Err(why) => {
            *refusal = Some(why.clone());
            After::Stay
        }
    }
}

struct StartDialog {
    application: Name,
    options: StartOptions,
    refusal: Option<Refusal>,
}

impl Dialog for StartDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("start-application-title").with("name", &self.application))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(540.0, 490.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            let options = &mut self.options;
            let boxes = [
                ("start-option-orchestrations", &mut options.orchestrations),
                ("start-option-send-ports", &mut options.send_ports),
                ("start-option-send-port-groups", &mut options.send_port_groups),
                ("start-option-receive-locations", &mut options.receive_locations),
                ("start-option-host-instances", &mut options.host_instances),
                ("start-option-resume-suspended", &mut options.resume_suspended),
            ];
            for (key, value) in boxes {
                ui.checkbox(value, cx.text(key));
            }
            Mark::Note.line(ui, &cx.text("start-application-resume-note"));
            ui.add_space(6.0);
            parts::lead(ui, &cx.text("start-application-referenced"));
            let references = cx.snapshot.group.applications.get(&self.application).map(|it| it.references.clone());
            match references.filter(|references| !references.is_empty()) {
                None => parts::paragraph(ui, RichText::new(cx.text("start-application-no-references")).weak()),
                Some(references) => {
                    ui.checkbox(&mut options.referenced_applications, cx.text("start-option-referenced-applications"));
                    for name in references {
                        let (running, all) = running(cx, &name);
                        let line = Sentence::new("start-application-reference")
                            .with("name", &name)
                            .with("running", running)
                            .with("all", all);
                        ui.horizontal(|ui| {
                            ui.add_space(22.0);
                            ui.add(Label::new(RichText::new(cx.say(&line)).small().weak()).wrap());
                        });
                    }
                }
            }
            ui.add_space(6.0);
            let request = Request::StartApplication { application: self.application.clone(), options: self.options };
            impacts::section(ui, cx, &request);
            ui.add_space(6.0);
            citation(ui, cx);
            after
        });
        let (ok, cancel) = (cx.text("action-start"), cx.text("kit-cancel"));
        let ok_enabled = parts::permitted(cx, "action-start", Permission::StartAndStop);
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                let request =
                    Request::StartApplication { application: self.application.clone(), options: self.options };
                cx.push(Task::RequestForDialog(request));
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        answer(&mut self.refusal, result)
    }
}

/// How many send ports and groups of an application are Started, and how many there are.
fn running(cx: &Cx<'_>, application: &Name) -> (usize, usize) {
    let group = &cx.snapshot.group;
    let ports = group.send_ports.values().filter(|port| port.application == *application).map(|port| port.state);
    let groups = group.send_port_groups.values().filter(|spg| spg.application == *application).map(|spg| spg.state);
    ports
        .chain(groups)
        .fold((0, 0), |(running, all), state| (running + usize::from(state == PortState::Started), all + 1))
}

struct StopDialog {
    application: Name,
    option: StopOption,
    refusal: Option<Refusal>,
}

/// What a choice is told to do to something.
#[derive(Clone, Copy)]
enum Row {
    Locations,
    Orchestrations,
    Groups,
    Ports,
    Instances,
}

impl Row {
    const ALL: [Self; 5] = [Self::Locations, Self::Orchestrations, Self::Groups, Self::Ports, Self::Instances];

    fn key(self) -> &'static str {
        match self {
            Self::Locations => "stop-receive-locations",
            Self::Orchestrations => "stop-orchestrations",
            Self::Groups => "stop-send-port-groups",
            Self::Ports => "stop-send-ports",
            Self::Instances => "stop-instances",
        }
    }

    /// The key of what a choice does to it.
    fn effect(self, option: StopOption) -> &'static str {
        let effects = option.effects();
        let action = |action: Option<Action>| match action {
            Some(Action::Unenlist) => "stop-unenlisted",
            Some(_) => "stop-stopped",
            None => "stop-unchanged",
        };
        match self {
            Self::Locations => "stop-disabled",
            Self::Orchestrations => action(effects.orchestrations),
            Self::Groups => action(effects.send_port_groups),
            Self::Ports => action(effects.send_ports),
            Self::Instances => match effects.instances {
                Some(Operation::Terminate) => "stop-terminated",
                Some(_) => "stop-suspended",
                None => "stop-go-on",
            },
        }
    }
}

fn column(option: StopOption) -> &'static str {
    match option {
        StopOption::Allow => "stop-column-allow",
        StopOption::Suspend => "stop-column-suspend",
        StopOption::Terminate => "stop-column-terminate",
    }
}

impl StopDialog {
    fn choices(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        for option in StopOption::ALL {
            let text = cx.text(option.key());
            if may(cx.snapshot.role, option.task()) {
                let response = ui.radio_value(&mut self.option, option, text);
                if option == self.option {
                    dialog::offer_focus(&response);
                }
                continue;
            }
            let reason = parts::permitted(cx, option.key(), option.task()).err().unwrap_or_default();
            let ink = Palette::of_ui(ui).disabled_text;
            let response = ui.radio(false, RichText::new(&text).color(ink));
            soften(&response, Role::RadioButton, &text, Some(&reason));
        }
    }

    fn table(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let columns = StopOption::ALL.map(|option| cx.text(column(option)));
        let rows = Row::ALL.map(|row| cx.text(row.key()));
        let table = Table {
            name: &cx.text("stop-table"),
            corner: "",
            columns: &columns,
            rows: &rows,
            lit: StopOption::ALL.iter().position(|option| *option == self.option),
            first_width: 170.0,
            row_height: 34.0,
        };
        table.show(ui, |ui, at| {
            let text = match at {
                At::Column(column) => RichText::new(&columns[column]).font(theme::semibold(theme::SMALL)),
                At::Row(row) => RichText::new(&rows[row]).small(),
                At::Cell(row, column) => {
                    let ink = Palette::of_ui(ui);
                    let lit = StopOption::ALL[column] == self.option;
                    let text = RichText::new(cx.text(Row::ALL[row].effect(StopOption::ALL[column]))).small();
                    text.color(if lit { ink.selection_text } else { ink.text })
                }
            };
            ui.add(Label::new(text).wrap());
        });
    }
}

impl Dialog for StopDialog {
    fn title(&self, cx: &Cx<'_>) -> String {
        cx.say(&Sentence::new("stop-application-title").with("name", &self.application))
    }

    fn size(&self) -> egui::Vec2 {
        egui::vec2(620.0, 450.0)
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> After {
        let after = dialog::body(ui, true, |ui| {
            let after = parts::refused(ui, cx, &mut self.refusal);
            self.choices(ui, cx);
            ui.add_space(8.0);
            self.table(ui, cx);
            ui.add_space(6.0);
            let request = Request::StopApplication { application: self.application.clone(), option: self.option };
            impacts::section(ui, cx, &request);
            ui.add_space(6.0);
            if self.option == StopOption::Terminate {
                let rule = Citation::page(Page::HowToStartAndStopApplication);
                parts::warning(ui, cx, &cx.text("stop-application-terminates"), Some(rule));
            } else {
                citation(ui, cx);
            }
            after
        });
        let (ok, cancel) = (cx.text("action-stop"), cx.text("kit-cancel"));
        let ok_enabled = parts::permitted(cx, self.option.key(), self.option.task());
        match footer(ui, cx.words, &Footer { ok: &ok, ok_enabled, apply: None, cancel: Some(&cancel) }) {
            Some(FooterChoice::Ok) => {
                let request = Request::StopApplication { application: self.application.clone(), option: self.option };
                cx.push(Task::RequestForDialog(request));
                after
            }
            Some(FooterChoice::Cancel) => After::Close,
            _ => after,
        }
    }

    fn replied(&mut self, result: Result<&Response, &Refusal>) -> After {
        answer(&mut self.refusal, result)
    }
}
