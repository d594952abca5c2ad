//! The widgets that the console is made of: every one drawn in both themes and languages with a
//! name for each, and greyed ones that explain themselves.
//!
//! With `SENDPORT_PICTURES=<folder>` each window is also rendered into a file there.

use egui::{Key, Modifiers, Theme, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sendport::{
    console::{
        kit::{
            self, ChecklistRow, Column, Footer, FooterChoice, Form, Mark, PageEntry, SoftButton,
            form::{Row, Typed},
            grid::{GridAction, GridOptions, apply},
        },
        theme,
    },
    engine::{Outcome, Refusal, Step, WayOut},
    model::{
        PortState, Role as UserRole,
        validate::{Problem, Severity},
    },
    rules::{Citation, Page},
    words::{Language, Sentence, Words},
};

struct Gallery {
    words: Words,
    name: String,
    description: String,
    count: (Typed<u32>, u32),
    start: (Typed<jiff::civil::Time>, jiff::civil::Time),
    choice: u8,
    property: String,
    ticked: bool,
    rows: Vec<(String, String)>,
    row: Option<usize>,
    page: usize,
    acted: usize,
    asked: usize,
    way: Option<(usize, usize)>,
    pressed: Option<FooterChoice>,
    closed: bool,
    may_close: bool,
}

impl Gallery {
    fn new(language: Language) -> Self {
        let start = jiff::civil::time(22, 0, 0, 0);
        Self {
            words: Words::new(language),
            name: "SP_Lille".into(),
            description: String::new(),
            count: (Typed::new(3), 3),
            start: (Typed::new(start), start),
            choice: 1,
            property: "BTS.Mess".into(),
            ticked: true,
            rows: vec![("BTS.MessageType".into(), "Order".into()), ("Region".into(), "EU".into())],
            row: None,
            page: 0,
            acted: 0,
            asked: 0,
            way: None,
            pressed: None,
            closed: false,
            may_close: true,
        }
    }
}

type Draw = fn(&mut egui::Ui, &mut Gallery);

fn harness(name: &str, theme: Theme, language: Language, size: [f32; 2], draw: Draw) -> Harness<'static, Gallery> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(theme::install)
        .build_ui_state(
            move |ui, gallery: &mut Gallery| {
                egui::CentralPanel::default().show(ui, |ui| draw(ui, gallery));
            },
            Gallery::new(language),
        );
    harness.run();
    picture(&mut harness, &format!("{name}-{theme:?}-{}", language.code()));
    harness
}

fn english(name: &str, size: [f32; 2], draw: Draw) -> Harness<'static, Gallery> {
    harness(name, Theme::Light, Language::English, size, draw)
}

fn picture(harness: &mut Harness<'_, Gallery>, name: &str) {
    if let Some(folder) = std::env::var_os("SENDPORT_PICTURES") {
        let image = harness.render().expect("a Vulkan driver");
        image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("the folder can be written");
    }
}

/// In both themes and languages.
fn everywhere(name: &str, size: [f32; 2], draw: Draw) {
    for theme in [Theme::Light, Theme::Dark] {
        for language in Language::ALL {
            let harness = harness(name, theme, language, size, draw);
            // an icon's code point says nothing to a screen reader
            for node in harness.root().children_recursive() {
                let label = node.accesskit_node().label().unwrap_or_default();
                assert!(!label.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c)), "{label:?} holds an icon");
                assert!(!label.contains("[kit-"), "{label:?} lacks its words");
            }
        }
    }
}

fn badges(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let words = &gallery.words;
    for state in PortState::ALL {
        ui.horizontal(|ui| {
            kit::state_badge(ui, words, state);
            kit::state_inline(ui, words, state);
        });
    }
    for outcome in
        [Outcome::Processed, Outcome::Suspended, Outcome::Waiting, Outcome::RoutingFailure, Outcome::Terminated]
    {
        ui.horizontal(|ui| {
            kit::outcome_badge(ui, words, outcome);
            kit::outcome_inline(ui, words, outcome);
        });
    }
}

const REASON: &str = "Already stopped.";

fn buttons(ui: &mut egui::Ui, gallery: &mut Gallery) {
    ui.horizontal(|ui| {
        for (text, icon, enabled) in [
            ("Start", egui_material_icons::icons::ICON_PLAY_ARROW, Ok(())),
            ("Stop", egui_material_icons::icons::ICON_STOP, Err(REASON.to_owned())),
        ] {
            let button = SoftButton::new(text).icon(icon.codepoint).shortcut("Ctrl+3").enabled(enabled);
            let response = kit::soft_button(ui, button);
            gallery.acted += usize::from(response.clicked_enabled);
            gallery.asked += usize::from(response.asked_why);
        }
        kit::primary_button(ui, "OK");
        kit::quiet_link(ui, "Start SP_Lille");
    });
}

fn form(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let problem = |field: &str, severity, sentence| Problem { field: field.into(), severity, sentence };
    let mut problems = vec![
        problem("name", Severity::Error, Sentence::new("kit-not-a-number").with("text", "SP_Lille")),
        problem("backup.handler", Severity::Warning, Sentence::new("kit-choose-a-row")),
    ];
    problems.extend(gallery.count.0.problem("retry_count"));
    problems.extend(gallery.start.0.problem("start"));
    let form = Form::new(&gallery.words, 150.0).problems(&problems);
    form.section(ui, "Transport");
    form.text(ui, &Row::new("Name", "name").limit(256), &mut gallery.name);
    form.fact(ui, &Row::new("Port type", ""), "Static one-way");
    form.typed(ui, &Row::new("Retry count", "retry_count").note("0–1000"), &mut gallery.count.0, &mut gallery.count.1);
    form.typed(ui, &Row::new("Start time", "start").width(70.0), &mut gallery.start.0, &mut gallery.start.1);
    let choices: Vec<_> = (0..3u8).map(|number| (number, format!("Host {number}"))).collect();
    form.choice(ui, &Row::new("Send handler", "backup"), &mut gallery.choice, &choices, "");
    let names = ["BTS.MessageType", "BTS.ReceivePortName", "Region"].map(str::to_owned);
    form.completion(ui, &Row::new("Property", "property"), &mut gallery.property, &names);
    form.checkbox(ui, &Row::new("Ordered delivery", "ordered"), &mut gallery.ticked);
    let greyed = Row::new("Stop sending subsequent messages", "stop").disabled(Some("Needs ordered delivery."));
    form.checkbox(ui, &greyed, &mut gallery.ticked);
    let fixed = Row::new("URI", "uri").disabled(Some("The address comes with the message."));
    form.text(ui, &fixed, &mut gallery.name);
    form.multiline(ui, &Row::new("Description", "description").limit(256), &mut gallery.description, 3);
}

fn pages(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let page = |title: &str| PageEntry { title: title.into(), ..PageEntry::default() };
    let entries = [
        PageEntry { changed: true, ..page("General") },
        PageEntry { problem: Some(Severity::Warning), ..page("Backup Transport") },
        PageEntry { greyed: Some("Only solicit-response ports".into()), ..page("Inbound Maps") },
        PageEntry { changed: true, problem: Some(Severity::Error), ..page("Filters") },
    ];
    kit::page_list(ui, &gallery.words, &entries, &mut gallery.page, |ui| {
        ui.label("The page");
    });
}

fn grid(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let columns = [Column::new("Property", 140.0, 2.0), Column::new("Value", 100.0, 1.0)];
    let options = GridOptions { add: "Add", delete: "Delete", movable: true, empty: "No filter.", read_only: None };
    let rows = &mut gallery.rows;
    let (words, count) = (&gallery.words, rows.len());
    let action =
        kit::editable_grid(ui, words, "filter", &columns, count, &mut gallery.row, &options, |ui, at, column| {
            let (text, name) = if column == 0 { (&mut rows[at].0, "Property") } else { (&mut rows[at].1, "Value") };
            ui.add(egui::TextEdit::singleline(text).desired_width(f32::INFINITY))
                .accessible_name(format!("{name} {}", at + 1));
        });
    if let Some(action) = action {
        apply(action, &mut gallery.rows, &mut gallery.row, Default::default);
    }
}

fn card(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let refusal = Refusal::new(Sentence::new("kit-no-rows")).because(
        Sentence::new("kit-choose-a-row"),
        Some(Citation::page(Page::HowToEnlist)),
        vec![WayOut { label: Sentence::new("kit-move-up"), step: Step::SwitchRole(UserRole::Administrator) }],
    );
    let chosen = kit::error_card(ui, &gallery.words, &refusal);
    gallery.way = gallery.way.or(chosen);
    ui.add_space(12.0);
    let rows = [
        ChecklistRow {
            met: true,
            text: "It is Bound.".into(),
            citation: "documented: a page".into(),
            ..ChecklistRow::default()
        },
        ChecklistRow {
            met: false,
            text: "It is not a member of a send port group: it is one of SPG_Warehouses.".into(),
            citation: "documented: a page".into(),
            ways_out: vec![("Remove it from SPG_Warehouses".into(), 7)],
        },
    ];
    let chosen = kit::checklist(ui, &rows);
    gallery.way = gallery.way.or(chosen);
    for mark in [Mark::Note, Mark::Warning, Mark::Error] {
        mark.line(ui, "A line with a mark, long enough to wrap in a narrow window so that one sees how it wraps.");
    }
}

fn window(ui: &mut egui::Ui, gallery: &mut Gallery) {
    let ctx = ui.ctx().clone();
    let may_close = gallery.may_close;
    let words = Words::new(gallery.words.language());
    let (id, title) = (egui::Id::unique("test dialog"), "SP_Lille - Send Port Properties");
    gallery.closed |= kit::dialog_window(&ctx, &words, id, title, vec2(820.0, 600.0), may_close, |ui| {
        kit::dialog::body(ui, true, |ui| {
            form(ui, gallery);
            grid(ui, gallery);
        });
        let (ok, cancel) = (words.text("kit-ok"), words.text("kit-cancel"));
        let ok_enabled = if gallery.name.is_empty() { Err("The name is empty.".into()) } else { Ok(()) };
        let apply = Some(Err("Nothing has changed.".into()));
        let pressed = kit::footer(ui, &words, &Footer { ok: &ok, ok_enabled, apply, cancel: Some(&cancel) });
        gallery.pressed = pressed.or(gallery.pressed.take());
    });
}

#[test]
fn every_widget_draws_in_both_themes_and_languages() {
    everywhere("badges", [420.0, 340.0], badges);
    everywhere("buttons", [520.0, 80.0], buttons);
    everywhere("form", [620.0, 640.0], form);
    everywhere("form-narrow", [380.0, 760.0], form);
    everywhere("pages", [800.0, 300.0], pages);
    everywhere("pages-narrow", [512.0, 300.0], pages);
    everywhere("grid", [620.0, 240.0], grid);
    everywhere("grid-narrow", [380.0, 280.0], grid);
    everywhere("card", [520.0, 420.0], card);
    everywhere("window", [1280.0, 800.0], window);
    everywhere("window-beamer", [512.0, 384.0], window);
}

#[test]
fn a_greyed_button_takes_the_focus_tells_its_reason_and_does_not_act() {
    let mut harness = english("greyed", [520.0, 120.0], buttons);
    let stop = harness.get_by_role_and_label(Role::Button, "Stop");
    assert!(stop.accesskit_node().is_disabled());
    assert_eq!(stop.accesskit_node().description().as_deref(), Some(REASON));
    stop.focus();
    harness.run();
    assert!(harness.get_by_role_and_label(Role::Button, "Stop").is_focused());
    // the tooltip, under the focus
    harness.get_by_label(REASON);
    picture(&mut harness, "greyed-focused");

    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_role_and_label(Role::Button, "Stop").click();
    harness.run();
    assert_eq!((harness.state().acted, harness.state().asked), (0, 2));

    harness.get_by_role_and_label(Role::Button, "Start").click();
    harness.run();
    assert_eq!((harness.state().acted, harness.state().asked), (1, 2));
}

#[test]
fn a_text_that_is_no_number_leaves_the_value_and_says_so() {
    let mut harness = english("typed", [620.0, 640.0], form);
    let retype = |harness: &mut Harness<'_, Gallery>, text: &str| {
        harness.get_by_label("Retry count").focus();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.get_by_label("Retry count").type_text(text);
        harness.run();
    };
    retype(&mut harness, "many");
    assert_eq!(harness.state().count.1, 3);
    assert!(harness.state().count.0.problem("retry_count").is_some());
    harness.get_by_label_contains("“many”");
    retype(&mut harness, "12");
    assert_eq!(harness.state().count.1, 12);
    assert!(harness.state().count.0.problem("retry_count").is_none());
}

#[test]
fn completion_offers_what_fits_and_leaves_the_tab_key_alone() {
    let mut harness = english("completion", [620.0, 640.0], form);
    let add = |harness: &mut Harness<'_, Gallery>, text: &str| {
        harness.get_by_label("Property").focus();
        harness.run();
        harness.key_press(Key::End);
        harness.get_by_label("Property").type_text(text);
        harness.run();
    };
    add(&mut harness, "a");
    picture(&mut harness, "completion-open");
    harness.key_press(Key::Tab);
    harness.run();
    assert_eq!(harness.state().property, "BTS.Messa");
    add(&mut harness, "g");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().property, "BTS.MessageType");
}

#[test]
fn a_suggestion_can_be_chosen_with_the_pointer() {
    let mut harness = english("suggestions", [620.0, 640.0], form);
    harness.get_by_label("Suggestions for Property").click();
    harness.run();
    picture(&mut harness, "suggestions-open");
    harness.get_by_label("Region").click();
    harness.run();
    assert_eq!(harness.state().property, "Region");
    assert!(harness.query_by_label("BTS.ReceivePortName").is_none(), "the list is closed");
}

#[test]
fn a_list_closes_and_gives_the_focus_back_when_enter_chooses() {
    let mut harness = english("form", [520.0, 420.0], form);
    let is_open = |harness: &Harness<'_, Gallery>| harness.query_by_label("Host 0").is_some();
    harness.get_by_label("Send handler").focus();
    harness.run();
    for key in [Key::Enter, Key::ArrowDown] {
        harness.key_press(key);
        harness.run();
    }
    assert!(is_open(&harness));
    harness.get_by_label("Host 2").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().choice, 2);
    assert!(!is_open(&harness));
    assert!(harness.get_by_label("Send handler").accesskit_node().is_focused());
}

#[test]
fn the_grid_acts_on_the_row_with_the_focus() {
    let mut harness = english("rows", [620.0, 240.0], grid);
    assert!(harness.get_by_role_and_label(Role::Button, "Delete").accesskit_node().is_disabled());
    harness.get_by_label("Value 2").focus();
    harness.run();
    harness.get_by_label("Move up").click();
    harness.run();
    assert_eq!(harness.state().rows[0].0, "Region");
    assert_eq!(harness.state().row, Some(0));
    harness.get_by_label("Add").click();
    harness.run();
    assert_eq!(harness.state().rows.len(), 3);
    harness.get_by_label("Delete").click();
    harness.run();
    assert_eq!(harness.state().rows.len(), 2);

    let (mut none, mut current) = (Vec::<u8>::new(), None);
    apply(GridAction::Delete(0), &mut none, &mut current, || 0);
    assert_eq!(current, None);
}

#[test]
fn the_page_list_moves_with_the_arrow_keys() {
    let mut harness = english("list", [800.0, 300.0], pages);
    harness.get_by_role_and_label(Role::Tab, "General").focus();
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert_eq!(harness.state().page, 1);
    let backup = harness.get_by_role_and_label(Role::Tab, "Backup Transport");
    assert!(backup.is_focused());
    assert_eq!(backup.accesskit_node().description().as_deref(), Some("warning"));
    let maps = harness.get_by_label("Inbound Maps");
    assert!(maps.accesskit_node().is_disabled());
    assert_eq!(maps.accesskit_node().description().as_deref(), Some("Only solicit-response ports"));
}

#[test]
fn a_way_out_hands_back_its_numbers() {
    let mut harness = english("ways", [520.0, 420.0], card);
    harness.get_by_label("Remove it from SPG_Warehouses").click();
    harness.run();
    assert_eq!(harness.state().way, Some((1, 7)));
    harness.state_mut().way = None;
    harness.get_by_label("Move up").click();
    harness.run();
    assert_eq!(harness.state().way, Some((0, 0)));
}

#[test]
fn a_dialog_opens_on_its_first_field_and_closes_with_escape() {
    let mut harness = english("open", [900.0, 700.0], window);
    assert!(harness.get_by_label("Name").is_focused());
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().pressed, Some(FooterChoice::Ok), "Enter is the default button");

    harness.state_mut().may_close = false;
    harness.get_by_label("Name").focus();
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().closed);
    assert!(!kit::dialog::asked_to_close(&harness.ctx), "the first Escape only leaves the field");
    harness.key_press(Key::Escape);
    harness.run();
    assert!(!harness.state().closed);
    assert!(kit::dialog::asked_to_close(&harness.ctx));

    harness.state_mut().may_close = true;
    harness.get_by_label("Close").click();
    harness.run();
    assert!(harness.state().closed);
}

#[test]
fn a_greyed_ok_tells_why_also_to_the_enter_key() {
    let mut harness = english("why", [900.0, 700.0], window);
    harness.state_mut().name.clear();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().pressed, Some(FooterChoice::WhyNot("The name is empty.".into())));
}

// ---- tables

use kit::table::{self, Cell, Layouts, Rows, Table, TableState};

/// A desk with a table of ports on it.
struct Ports {
    words: Words,
    layouts: Layouts,
    state: TableState<String>,
    rows: Vec<(String, PortState, u64)>,
    highlight: String,
    activated: Option<String>,
    visible: std::ops::Range<usize>,
    built: std::cell::Cell<usize>,
}

impl Ports {
    fn new(count: usize) -> Self {
        let states = [PortState::Bound, PortState::Stopped, PortState::Started];
        Self {
            words: Words::new(Language::English),
            layouts: Layouts::default(),
            state: TableState::default(),
            rows: (0..count).map(|at| (format!("SP_{at:05}"), states[at % 3], at as u64)).collect(),
            highlight: String::new(),
            activated: None,
            visible: 0..0,
            built: std::cell::Cell::new(0),
        }
    }
}

struct Listed<'a>(&'a Ports, &'a [(String, PortState, u64)]);

impl Rows for Listed<'_> {
    type Key = String;
    fn len(&self) -> usize {
        self.1.len()
    }
    fn key(&self, row: usize) -> Option<String> {
        self.1.get(row).map(|(name, ..)| name.clone())
    }
    fn cell(&self, row: usize, column: usize) -> Cell {
        self.0.built.set(self.0.built.get() + 1);
        let (name, state, number) = &self.1[row];
        match column {
            0 => Cell::Text(name.clone()),
            1 => Cell::State(*state),
            2 => Cell::Number(*number),
            _ => Cell::Text(format!("sftp://srv/{name}")),
        }
    }
}

fn port_columns() -> Vec<table::Column> {
    vec![
        table::Column::new("name", "Name").points(120.0).importance(9),
        table::Column::new("state", "State").points(90.0).importance(8),
        table::Column::new("count", "Count").points(70.0).numeric(),
        table::Column::new("address", "Address").rest().importance(2),
    ]
}

fn table_of(size: [f32; 2], ports: Ports) -> Harness<'static, Ports> {
    let mut harness = Harness::builder()
        .with_size(size)
        .with_max_steps(12)
        .with_step_dt(0.02)
        .with_context_setup(|ctx| {
            theme::install(ctx);
            ctx.all_styles_mut(|style| style.animation_time = 0.0);
        })
        .build_ui_state(
            |ui, ports: &mut Ports| {
                let columns = port_columns();
                let mut state = std::mem::take(&mut ports.state);
                let mut rows = ports.rows.clone();
                if let Some((column, down)) = ports.layouts.get("ports").sorted_by(&columns) {
                    let all = Listed(ports, &ports.rows);
                    let mut order: Vec<usize> = (0..rows.len()).collect();
                    order.sort_by_key(|row| all.cell(*row, column).sort_key());
                    if down {
                        order.reverse();
                    }
                    rows = order.into_iter().map(|row| ports.rows[row].clone()).collect();
                }
                ports.built.set(0);
                let listed = Listed(ports, &rows);
                let output = Table::new("ports", "Ports", &columns).highlight(&ports.highlight).show(
                    ui,
                    &ports.words,
                    &ports.layouts,
                    &mut state,
                    &listed,
                    |ui, selection| drop(ui.button(format!("{} chosen", selection.len()))),
                );
                (ports.state, ports.visible) = (state, output.visible);
                if output.activated.is_some() {
                    ports.activated = output.activated;
                }
            },
            ports,
        );
    harness.run();
    harness
}

fn press(harness: &mut Harness<'static, Ports>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn click_row(harness: &mut Harness<'static, Ports>, name: &str, modifiers: Modifiers) {
    let row = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::Row && node.label().is_some_and(|label| label.starts_with(name))
    };
    harness.root().children_recursive().find(row).expect(name).click_modifiers(modifiers);
    harness.run();
}

fn chosen(harness: &Harness<'static, Ports>) -> Vec<String> {
    harness.state().state.selection.to_vec()
}

#[test]
fn only_the_rows_in_sight_are_built() {
    let mut harness = table_of([500.0, 300.0], Ports::new(100_000));
    let in_sight = harness.state().visible.len();
    assert!((10..16).contains(&in_sight), "{in_sight}");
    assert!(harness.state().built.get() <= in_sight * 4);
    click_row(&mut harness, "SP_00003", Modifiers::NONE);
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(chosen(&harness), ["SP_99999"]);
    assert_eq!(harness.state().visible.end, 100_000);
    assert!(harness.state().built.get() <= in_sight * 4);
}

#[test]
fn rows_are_selected_by_mouse_and_by_keys() {
    let mut harness = table_of([500.0, 300.0], Ports::new(200));
    click_row(&mut harness, "SP_00001", Modifiers::NONE);
    click_row(&mut harness, "SP_00004", Modifiers::SHIFT);
    assert_eq!(chosen(&harness), ["SP_00001", "SP_00002", "SP_00003", "SP_00004"]);
    click_row(&mut harness, "SP_00002", Modifiers::COMMAND);
    assert_eq!(chosen(&harness), ["SP_00001", "SP_00003", "SP_00004"]);
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(chosen(&harness), ["SP_00003", "SP_00004"]);
    // Ctrl with an arrow moves, Space adds
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(chosen(&harness), ["SP_00003", "SP_00004", "SP_00006"]);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(chosen(&harness).len(), 200);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(chosen(&harness).is_empty());
}

#[test]
fn typed_letters_lead_to_a_row_and_enter_opens_it() {
    let mut harness = table_of([500.0, 300.0], Ports::new(200));
    click_row(&mut harness, "SP_00001", Modifiers::NONE);
    for letter in "sp_0015".chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.step();
    }
    harness.run();
    assert_eq!(chosen(&harness), ["SP_00150"]);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().activated.as_deref(), Some("SP_00150"));
}

#[test]
fn a_column_sorts_up_down_and_not_at_all_by_mouse_and_by_keys() {
    let mut harness = table_of([500.0, 300.0], Ports::new(50));
    let first = |harness: &Harness<'static, Ports>| {
        let mut rows: Vec<_> = harness.get_all_by_role(Role::Row).collect();
        rows.sort_by(|a, b| a.rect().top().total_cmp(&b.rect().top()));
        rows[0].accesskit_node().label().unwrap_or_default()
    };
    let direction = |harness: &Harness<'static, Ports>| {
        harness.get_by_role_and_label(Role::ColumnHeader, "Count").accesskit_node().data().sort_direction()
    };
    click_row(&mut harness, "SP_00004", Modifiers::NONE);
    for (row, spoken) in [
        ("SP_00000", Some(egui::accesskit::SortDirection::Ascending)),
        ("SP_00049", Some(egui::accesskit::SortDirection::Descending)),
        ("SP_00000", None),
    ] {
        harness.get_by_role_and_label(Role::ColumnHeader, "Count").click();
        harness.run();
        assert!(first(&harness).starts_with(row), "{}", first(&harness));
        assert_eq!(direction(&harness), spoken);
        // the selection stays on its row
        assert_eq!(chosen(&harness), ["SP_00004"]);
    }
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(first(&harness).starts_with("SP_00049"), "{}", first(&harness));
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(harness.state().layouts.get("ports").sort, Some(("count".to_owned(), true)));
}

#[test]
fn columns_are_hidden_moved_and_resized_and_the_layout_tells_it() {
    let mut harness = table_of([600.0, 300.0], Ports::new(50));
    let titles = |harness: &Harness<'static, Ports>| -> Vec<String> {
        let mut titles: Vec<_> = harness.get_all_by_role(Role::ColumnHeader).collect();
        titles.sort_by(|a, b| a.rect().left().total_cmp(&b.rect().left()));
        titles.iter().filter_map(|title| title.accesskit_node().label()).collect()
    };
    assert_eq!(titles(&harness), ["Name", "State", "Count", "Address"]);
    click_row(&mut harness, "SP_00000", Modifiers::NONE);
    // by keys: up to the titles, to the button behind the last one, and into the list
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.get_by_role_and_label(Role::CheckBox, "Name").is_focused());
    harness.get_by_role_and_label(Role::CheckBox, "State").click();
    harness.run();
    assert_eq!(titles(&harness), ["Name", "Count", "Address"]);
    harness.get_by_label("Move Address to the left").click();
    harness.run();
    assert_eq!(titles(&harness), ["Name", "Address", "Count"]);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    // Shift with an arrow makes a column wider
    let width =
        |harness: &Harness<'static, Ports>| harness.get_by_role_and_label(Role::ColumnHeader, "Name").rect().width();
    let before = width(&harness);
    click_row(&mut harness, "SP_00000", Modifiers::NONE);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowRight);
    assert!((width(&harness) - before - 16.0).abs() < 0.5);
    // an edge is dragged
    let name = harness.get_by_role_and_label(Role::ColumnHeader, "Name").rect();
    harness.drag_at(name.right_center());
    harness.step();
    harness.hover_at(name.right_center() + vec2(30.0, 0.0));
    harness.step();
    harness.drop_at(name.right_center() + vec2(30.0, 0.0));
    harness.run();
    assert!((width(&harness) - name.width() - 30.0).abs() < 0.5, "{} after {}", width(&harness), name.width());
    let kept = harness.state().layouts.get("ports");
    let text = ron::to_string(&kept).unwrap();
    assert_eq!(ron::from_str::<table::TableLayout>(&text).unwrap(), kept);
    assert_eq!(kept.widths.get("name"), Some(&166));
}

#[test]
fn the_least_important_columns_go_where_there_is_no_room() {
    let harness = table_of([380.0, 300.0], Ports::new(5));
    assert!(harness.query_by_role_and_label(Role::ColumnHeader, "Address").is_none());
    assert!(harness.query_by_role_and_label(Role::ColumnHeader, "Count").is_some());
}

#[test]
fn rows_are_copied_for_a_spreadsheet() {
    let mut ports = Ports::new(5);
    ports.rows[1].0 = "a \"quoted\"\tname".into();
    let mut harness = table_of([600.0, 300.0], ports);
    click_row(&mut harness, "SP_00000", Modifiers::NONE);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    harness.event(egui::Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(
        copied.as_deref(),
        Some(
            "Name\tState\tCount\tAddress\nSP_00000\tBound\t\tsftp://srv/SP_00000\n\
             \"a \"\"quoted\"\"\tname\"\tStopped\t1\t\"sftp://srv/a \"\"quoted\"\"\tname\""
        )
    );
}

#[test]
fn a_table_tells_its_parts_to_a_screen_reader() {
    let mut harness = table_of([600.0, 300.0], Ports::new(1_000));
    click_row(&mut harness, "SP_00002", Modifiers::NONE);
    let whole = harness.get_by_role_and_label(Role::Table, "Ports");
    assert!(whole.is_focused());
    assert_eq!(
        (whole.accesskit_node().data().row_count(), whole.accesskit_node().data().column_count()),
        (Some(1_000), Some(4))
    );
    let row = harness.get_by_role_and_label(Role::Row, "SP_00002, Started, 2, sftp://srv/SP_00002");
    assert_eq!(row.accesskit_node().data().row_index(), Some(2));
    assert_eq!(row.accesskit_node().is_selected(), Some(true));
    let cells: Vec<_> = row.children_recursive().filter(|node| node.accesskit_node().role() == Role::Cell).collect();
    assert_eq!(cells.len(), 4);
    assert_eq!(cells[1].accesskit_node().label().as_deref(), Some("Started"));
}

#[test]
fn the_menu_key_opens_the_menu_at_the_row() {
    let mut harness = table_of([600.0, 300.0], Ports::new(20));
    click_row(&mut harness, "SP_00004", Modifiers::NONE);
    press(&mut harness, Modifiers::SHIFT, Key::F10);
    harness.get_by_label("1 chosen");
    harness.get_by_label("Copy to the clipboard");
}

#[test]
fn what_is_looked_for_is_found_without_regard_to_case() {
    assert_eq!(table::matches("SP_Lille, lille", "lille"), [3..8, 10..15]);
    assert_eq!(table::matches("ÉTÉ été", "été"), [0..5, 6..11]);
    assert!(table::matches("Lyon", "").is_empty());
}
