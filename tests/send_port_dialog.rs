//! The window *Send Port Properties*: every page of every kind in both languages and themes, and
//! what it asks of the engine.
//!
//! With `SENDPORT_PICTURES=<folder>` each page is also rendered into a file there.

use std::{cell::RefCell, collections::BTreeMap};

use egui::{Key, Modifiers, Theme, accesskit::Role as AccessRole};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use sendport::{
    console::{
        context::{Cx, Task},
        dialogs::{After, Dialog, send_port::SendPortDialog},
        kit::dialog_window,
        theme,
    },
    engine::{Refusal, Request, Response, Snapshot, Step, WayOut},
    model::{
        Adapter, Application, Artifact, ArtifactRef, BizTalkGroup, Certificate, Filter, Host, MapReference, Name,
        Operator, PortKind, PortState, Predicate, PropertySchema, Role, SendPort, Transport, Value, ValueType,
    },
    rules::pages::PropertyPage,
    words::{Language, Sentence, Words},
};

fn predicate(property: &str, operator: Operator, value: impl Into<Value>) -> Predicate {
    Predicate { property: property.into(), operator, value: value.into() }
}

fn port(name: &str, kind: PortKind) -> SendPort {
    let mut port = SendPort::new(name.into(), "OrderApp".into(), kind);
    if !kind.is_dynamic() {
        let (adapter, address) = if kind.is_two_way() {
            ("HTTP", "https://lille/orders")
        } else {
            ("FTP", "ftp://lille/in/%MessageID%.xml")
        };
        port.transport = Some(Transport::new(adapter, address, "SendHost".into()));
    }
    port
}

fn snapshot() -> Snapshot {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: "OrderApp".into(), default: true, ..Application::default() }.into());
    for host in ["BizTalkServerApplication", "SendHost"] {
        group.put(Host { name: host.into(), ..Host::default() }.into());
    }
    for adapter in ["FILE", "FTP", "HTTP", "MSMQ", "SMTP"] {
        let handlers = vec!["BizTalkServerApplication".into(), "SendHost".into()];
        let default_handler = "BizTalkServerApplication".into();
        group.put(Adapter { name: adapter.into(), default_handler, handlers }.into());
    }
    group.put(PropertySchema { name: "Order.Region".into(), value_type: ValueType::String }.into());
    group.put(PropertySchema { name: "Order.Total".into(), value_type: ValueType::Integer }.into());
    let mut lille = port("SP_Lille", PortKind::StaticOneWay);
    lille.state = PortState::Stopped;
    lille.ordered_delivery = true;
    lille.backup = Some(Transport::new("FILE", r"C:\Out\%MessageID%.xml", "SendHost".into()));
    if let Some(transport) = &mut lille.transport {
        transport.window.enabled = true;
        transport.window.start = jiff::civil::time(22, 0, 0, 0);
        transport.window.stop = jiff::civil::time(5, 0, 0, 0);
    }
    lille.filter = Filter(vec![
        vec![
            predicate("BTS.MessageType", Operator::Equals, "http://orders#Order"),
            predicate("Order.Region", Operator::Equals, "EU"),
        ],
        vec![predicate("Order.Total", Operator::GreaterThan, 1000)],
        vec![predicate("Customer", Operator::Exists, "")],
    ]);
    lille.outbound_maps = vec![MapReference {
        source: "OrderApp.Order".into(),
        map: "OrderApp.OrderToEdi".into(),
        target: "OrderApp.Edi850".into(),
    }];
    lille.certificate = Some(Certificate {
        common_name: "Lille".into(),
        thumbprint: "00AA 11BB 22CC 33DD 44EE 55FF 6600 7711 8822 9933".into(),
    });
    group.put(lille.into());
    group.put(port("SP_Credit", PortKind::StaticSolicitResponse).into());
    group.put(port("SP_Mail", PortKind::DynamicOneWay).into());
    let mut ask = port("SP_Ask", PortKind::DynamicSolicitResponse);
    ask.handlers = BTreeMap::from([("HTTP".to_owned(), Name::new("SendHost"))]);
    group.put(ask.into());
    Snapshot { group, generation: 1, ..Snapshot::default() }
}

struct Desk {
    words: Words,
    snapshot: Snapshot,
    tasks: RefCell<Vec<Task>>,
    dialog: Option<Box<dyn Dialog>>,
}

impl Desk {
    fn requests(&self) -> Vec<Request> {
        let tasks = self.tasks.borrow();
        tasks
            .iter()
            .filter_map(|task| match task {
                Task::RequestForDialog(request) => Some(request.clone()),
                _ => None,
            })
            .collect()
    }

    fn reply(&mut self, result: Result<&Response, &Refusal>) {
        if self.dialog.as_mut().is_some_and(|dialog| dialog.replied(result) == After::Close) {
            self.dialog = None;
        }
    }
}

fn harness(
    dialog: impl Dialog + 'static,
    snapshot: Snapshot,
    language: Language,
    theme: Theme,
    size: [f32; 2],
) -> Harness<'static, Desk> {
    let desk =
        Desk { words: Words::new(language), snapshot, tasks: RefCell::default(), dialog: Some(Box::new(dialog)) };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(theme::install)
        .build_ui_state(
            |ui, desk: &mut Desk| {
                egui::CentralPanel::default().show(ui, |_| {});
                let Some(mut dialog) = desk.dialog.take() else { return };
                let ctx = ui.ctx().clone();
                let cx = Cx::new(&desk.words, &desk.snapshot, &desk.tasks);
                let (title, id) = (dialog.title(&cx), egui::Id::unique("dialog 1"));
                let mut after = After::Stay;
                let close = dialog_window(&ctx, &desk.words, id, &title, dialog.size(), dialog.may_close(), |ui| {
                    after = dialog.ui(ui, &cx);
                });
                if !close && after == After::Stay {
                    desk.dialog = Some(dialog);
                }
            },
            desk,
        );
    harness.run();
    harness
}

fn english(dialog: impl Dialog + 'static) -> Harness<'static, Desk> {
    harness(dialog, snapshot(), Language::English, Theme::Light, [1280.0, 800.0])
}

fn lille() -> SendPortDialog {
    SendPortDialog::edit(&snapshot(), &"SP_Lille".into()).expect("it is in the document")
}

fn picture(harness: &mut Harness<'_, Desk>, name: &str) {
    if let Some(folder) = std::env::var_os("SENDPORT_PICTURES") {
        let image = harness.render().expect("a Vulkan driver");
        image.save(std::path::Path::new(&folder).join(format!("{name}.png"))).expect("the folder can be written");
    }
}

fn text(harness: &Harness<'_, Desk>, key: &str) -> String {
    harness.state().words.text(key).into_owned()
}

/// Clicks the only button with these words.
fn press(harness: &mut Harness<'_, Desk>, key: &str) {
    let text = text(harness, key);
    harness.get_by_role_and_label(AccessRole::Button, &text).click();
    harness.run();
}

fn retype(harness: &mut Harness<'_, Desk>, label: &str, typed: &str) {
    harness.get_by_label(label).focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(label).type_text(typed);
    harness.run();
}

fn put(harness: &Harness<'_, Desk>) -> (Option<Name>, SendPort) {
    match harness.state().requests().as_slice() {
        [Request::Put { original, artifact: Artifact::SendPort(port) }] => (original.clone(), port.as_ref().clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_page_of_every_kind_draws_in_both_languages_and_themes() {
    for name in ["SP_Lille", "SP_Credit", "SP_Mail", "SP_Ask"] {
        for language in Language::ALL {
            for theme in [Theme::Light, Theme::Dark] {
                for page in PropertyPage::ALL {
                    let dialog = SendPortDialog::edit(&snapshot(), &name.into()).expect("a port").on_page(page);
                    let mut harness = harness(dialog, snapshot(), language, theme, [1280.0, 800.0]);
                    let own = ["kit-", "send-port-", "transport-", "advanced-", "window-", "filter-", "maps-"];
                    for node in harness.root().children_recursive() {
                        let label = node.accesskit_node().label().unwrap_or_default();
                        assert!(!own.iter().any(|key| label.contains(&format!("[{key}"))), "{label} has no words");
                    }
                    picture(&mut harness, &format!("{name}-{page:?}-{}-{theme:?}", language.code()));
                }
            }
        }
    }
}

#[test]
fn it_works_on_a_beamer() {
    for page in PropertyPage::ALL {
        let dialog = lille().on_page(page);
        let mut harness = harness(dialog, snapshot(), Language::French, Theme::Light, [512.0, 384.0]);
        let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(512.0, 384.0));
        for key in ["kit-ok", "kit-cancel", "kit-apply", "kit-close", "kit-page"] {
            let text = text(&harness, key);
            let rect = harness.get_by_label(&text).rect();
            assert!(screen.contains_rect(rect), "{text} at {rect:?}");
        }
        picture(&mut harness, &format!("beamer-{page:?}"));
    }
}

#[test]
fn a_retry_count_that_is_too_large_greys_ok_and_stands_beside_the_field() {
    let mut harness = english(lille().on_page(PropertyPage::TransportAdvancedOptions));
    retype(&mut harness, "Retry count", "5000");
    let problem = harness
        .state()
        .words
        .say(&Sentence::new("problem-range").with("value", 5000_u32).with("low", 0_u32).with("high", 1000_u32));
    assert!(harness.query_all_by_label(&problem).count() > 0, "{problem}");
    let ok = harness.get_by_role_and_label(AccessRole::Button, "OK");
    assert!(ok.accesskit_node().is_disabled());
    assert!(ok.accesskit_node().description().is_some_and(|reason| reason.contains(&problem)));
    picture(&mut harness, "too-large");
}

#[test]
fn pressing_the_greyed_ok_shows_the_page_with_the_error_and_saves_nothing() {
    let mut harness = english(lille().on_page(PropertyPage::TransportAdvancedOptions));
    retype(&mut harness, "Retry count", "many");
    let general = text(&harness, "page-general");
    harness.get_by_role_and_label(AccessRole::Tab, &general).click();
    harness.run();
    assert!(harness.query_by_label("Retry count").is_none());
    press(&mut harness, "kit-ok");
    harness.get_by_label("Retry count");
    assert!(harness.state().requests().is_empty());
}

#[test]
fn ok_asks_the_engine_to_replace_the_port_and_closes_when_it_did() {
    let mut harness = english(lille());
    retype(&mut harness, "Name", "SP_Lille_North");
    press(&mut harness, "kit-ok");
    let (original, port) = put(&harness);
    assert_eq!(original, Some("SP_Lille".into()));
    assert_eq!(port.name.as_str(), "SP_Lille_North");
    assert!(harness.state().dialog.is_some(), "it waits for the answer");
    harness.state_mut().reply(Ok(&Response::default()));
    assert!(harness.state().dialog.is_none());
}

#[test]
fn apply_stays_and_takes_the_new_name() {
    let mut harness = english(SendPortDialog::edit(&snapshot(), &"SP_Mail".into()).expect("it is in the document"));
    assert!(harness.get_by_role_and_label(AccessRole::Button, "Apply").accesskit_node().is_disabled());
    retype(&mut harness, "Name", "SP_Mail_North");
    press(&mut harness, "kit-apply");
    harness.state_mut().reply(Ok(&Response::default()));
    harness.run();
    assert!(harness.state().dialog.as_ref().is_some_and(|dialog| dialog.may_close()), "nothing is unsaved");
    harness.state_mut().tasks.borrow_mut().clear();
    retype(&mut harness, "Name", "SP_Mail_South");
    press(&mut harness, "kit-ok");
    assert_eq!(put(&harness).0, Some("SP_Mail_North".into()));
}

#[test]
fn a_refusal_shows_inside_with_its_ways_out() {
    let mut harness = english(lille());
    retype(&mut harness, "Name", "SP_Other");
    press(&mut harness, "kit-ok");
    let reference = ArtifactRef::send_port(&"SP_Lille".into());
    let way = WayOut { label: Sentence::new("advanced-go-to-backup"), step: Step::OpenProperties(reference.clone()) };
    let refusal = Refusal::new(Sentence::new("certificate-none")).because(Sentence::new("maps-empty"), None, vec![way]);
    harness.state_mut().reply(Err(&refusal));
    harness.run();
    picture(&mut harness, "refused");
    let what = text(&harness, "certificate-none");
    assert!(harness.query_all_by_label(&what).count() > 0);
    press(&mut harness, "advanced-go-to-backup");
    let tasks = harness.state().tasks.borrow();
    assert!(matches!(tasks.last(), Some(Task::OpenProperties(it)) if *it == reference));
}

#[test]
fn a_new_port_gets_a_free_name_and_is_asked_for_as_new() {
    let mut snapshot = snapshot();
    snapshot.group.put(port("SP_1", PortKind::StaticOneWay).into());
    let dialog = SendPortDialog::create(&snapshot, PortKind::StaticOneWay, &"OrderApp".into());
    let mut harness = harness(dialog, snapshot, Language::English, Theme::Light, [1280.0, 800.0]);
    picture(&mut harness, "new");
    assert!(harness.get_by_label("Name").is_focused());
    assert!(harness.get_by_role_and_label(AccessRole::Button, "OK").accesskit_node().is_disabled(), "no address yet");
    assert!(harness.query_by_label("Apply").is_none());

    press(&mut harness, "transport-configure");
    picture(&mut harness, "configure");
    harness.get_by_label("FILE Transport Properties");
    assert!(harness.get_by_label("URI").is_focused());
    retype(&mut harness, "URI", r"C:\Out\%MessageID%.xml");
    press(&mut harness, "kit-ok");
    press(&mut harness, "kit-ok");
    let (original, port) = put(&harness);
    assert_eq!(original, None);
    assert_eq!(port.name.as_str(), "SP_2");
    let transport = port.transport.expect("a static port has a transport");
    assert_eq!((transport.adapter.as_str(), transport.address.as_str()), ("FILE", r"C:\Out\%MessageID%.xml"));
    assert_eq!(transport.handler.as_str(), "BizTalkServerApplication");
    assert_eq!(transport.settings["Copy mode"], "Create new");
}

#[test]
fn the_page_of_an_adapter_has_its_documented_fields_with_limits_and_a_preview() {
    let dialog = SendPortDialog::create(&snapshot(), PortKind::StaticOneWay, &"OrderApp".into());
    let mut harness = harness(dialog, snapshot(), Language::English, Theme::Light, [1280.0, 800.0]);
    press(&mut harness, "transport-configure");
    // field by field the address comes together
    retype(&mut harness, "Destination folder", "/var/out");
    retype(&mut harness, "File name", "%SourceFileName%-%misspelled%");
    harness.get_by_label_contains("Would be written as order.xml-%misspelled%");
    let uri = harness.get_by_label("URI").value();
    assert_eq!(uri.as_deref(), Some("/var/out/%SourceFileName%-%misspelled%"));
    let ok_is_off = |harness: &Harness<'static, Desk>| {
        harness.get_by_role_and_label(AccessRole::Button, "OK").accesskit_node().is_disabled()
    };
    assert!(!ok_is_off(&harness));
    retype(&mut harness, "File name", "NUL.xml");
    assert!(ok_is_off(&harness));
    assert!(harness.query_all_by_label_contains("NUL.xml is the name of a device").count() > 0);
    retype(&mut harness, "File name", "a.xml");
    press(&mut harness, "kit-ok");
    press(&mut harness, "kit-ok");
    let (_, port) = put(&harness);
    assert_eq!(port.transport.map(|it| it.address).as_deref(), Some("/var/out/a.xml"));

    let dialog = SendPortDialog::edit(&snapshot(), &"SP_Credit".into()).expect("a port");
    let mut harness = self::harness(dialog, snapshot(), Language::English, Theme::Light, [1280.0, 800.0]);
    press(&mut harness, "transport-configure");
    picture(&mut harness, "configure-http");
    retype(&mut harness, "Maximum redirects allowed", "11");
    assert!(ok_is_off(&harness));
    assert!(harness.query_all_by_label_contains("11 is not between 0 and 10").count() > 0);
    retype(&mut harness, "Maximum redirects allowed", "0");
    press(&mut harness, "kit-ok");
    press(&mut harness, "kit-ok");
    let (_, port) = put(&harness);
    let settings = port.transport.map(|it| it.settings).unwrap_or_default();
    // what nobody touched is not written
    assert_eq!(settings, BTreeMap::from([("Maximum redirects allowed".to_owned(), "0".to_owned())]));
}

#[test]
fn a_copy_of_another_kind_leaves_out_what_the_kind_does_not_have() {
    let snapshot = snapshot();
    for kind in PortKind::ALL {
        for name in ["SP_Lille", "SP_Credit", "SP_Mail", "SP_Ask"] {
            let dialog = SendPortDialog::copy_of(&snapshot, &name.into(), Some(kind)).expect("a port");
            let harness = harness(dialog, snapshot.clone(), Language::English, Theme::Light, [1280.0, 800.0]);
            let ok = harness.get_by_role_and_label(AccessRole::Button, "OK");
            let reason = ok.accesskit_node().description().unwrap_or_default();
            let address = text(&harness, "problem-no-address");
            // as an older document may have it; a new port may not
            let both = reason.contains(&text(&harness, "problem-ordered-with-backup"));
            assert!(both || reason.is_empty() || reason.contains(&address), "{name} as {kind:?}: {reason}");
        }
    }
}

#[test]
fn the_link_copy_as_opens_a_copy() {
    let mut harness = english(lille());
    press(&mut harness, "send-port-copy-as");
    press(&mut harness, "kind-dynamic-one-way");
    let tasks = harness.state().tasks.borrow();
    assert!(matches!(tasks.as_slice(), [Task::Open(_)]));
}

#[test]
fn the_filter_is_put_together_from_its_rows() {
    let mut harness = english(lille().on_page(PropertyPage::Filters));
    press(&mut harness, "filter-add");
    retype(&mut harness, "Property 5", "Order");
    picture(&mut harness, "filter-suggestions");
    retype(&mut harness, "Property 5", "Order.Total");
    retype(&mut harness, "Value 5", "a lot");
    let ok = harness.get_by_role_and_label(AccessRole::Button, "OK");
    assert!(ok.accesskit_node().is_disabled(), "an integer is asked for");
    retype(&mut harness, "Value 5", "7");
    harness.get_by_label("Value 2").focus();
    harness.run();
    press(&mut harness, "filter-delete");
    picture(&mut harness, "filter-edited");
    press(&mut harness, "kit-ok");
    let filter = put(&harness).1.filter;
    let shown: Vec<Vec<String>> =
        filter.groups().map(|group| group.iter().map(ToString::to_string).collect()).collect();
    // the second row ended the first alternative; without it the next alternative joins it
    assert_eq!(
        shown,
        [
            vec!["BTS.MessageType == http://orders#Order".to_owned(), "Order.Total > 1000".to_owned()],
            vec!["Customer Exists".to_owned(), "Order.Total == 7".to_owned()],
        ]
    );
}

#[test]
fn the_filter_is_typed_as_text_and_its_rows_move_by_keys() {
    let mut harness = english(lille().on_page(PropertyPage::Filters));
    let field = text(&harness, "filter-as-text");
    retype(&mut harness, &field, "Customer == ACME");
    harness.get_by_label_contains("Line 1, column 13: a text stands in quotes");
    let ok = harness.get_by_role_and_label(AccessRole::Button, "OK");
    assert!(ok.accesskit_node().is_disabled(), "a text that is no filter is not saved");
    retype(&mut harness, &field, "Customer == \"ACME\" And Order.Total > 7 Or BTS.MessageType Exists");
    assert!(harness.query_by_label_contains("a text stands in quotes").is_none());
    harness.get_by_label("Property 1").focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowDown);
    harness.run();
    let shown = harness.get_by_label(&field).value().unwrap_or_default();
    // a row takes And or Or along
    assert_eq!(shown, "Order.Total > 7\nOr Customer == \"ACME\" And BTS.MessageType Exists");
    press(&mut harness, "kit-ok");
    let filter = put(&harness).1.filter;
    let shown: Vec<Vec<String>> =
        filter.groups().map(|group| group.iter().map(ToString::to_string).collect()).collect();
    let second = vec!["Customer == ACME".to_owned(), "BTS.MessageType Exists".to_owned()];
    assert_eq!(shown, [vec!["Order.Total > 7".to_owned()], second]);
}

#[test]
fn the_rows_of_a_filter_are_dragged_by_their_numbers() {
    let mut harness = english(lille().on_page(PropertyPage::Filters));
    let field = text(&harness, "filter-as-text");
    retype(&mut harness, &field, "Customer == \"ACME\" And Order.Total > 7 Or BTS.MessageType Exists");
    let number = |harness: &Harness<'static, Desk>, row: &str| {
        harness.get_by_role_and_label(AccessRole::Button, row).rect().center()
    };
    let (from, last) = (number(&harness, "Row 1"), number(&harness, "Row 3"));
    let below = last + egui::vec2(0.0, 20.0);
    harness.drag_at(from);
    harness.step();
    harness.hover_at(from + egui::vec2(0.0, 30.0));
    harness.step();
    harness.hover_at(below);
    harness.step();
    let shown = |harness: &Harness<'static, Desk>| harness.get_by_label(&field).value().unwrap_or_default();
    assert!(shown(&harness).starts_with("Customer"), "what is held has not moved yet");
    harness.drop_at(below);
    harness.run();
    // a row takes And or Or along
    assert_eq!(shown(&harness), "Order.Total > 7\nOr BTS.MessageType Exists And Customer == \"ACME\"");
    press(&mut harness, "kit-ok");
    let filter = put(&harness).1.filter;
    let groups: Vec<usize> = filter.groups().map(<[_]>::len).collect();
    assert_eq!(groups, [1, 2]);
}

#[test]
fn the_filter_is_tried_against_what_the_inject_panel_holds() {
    let harness = english(lille().on_page(PropertyPage::Filters));
    harness.get_by_label_contains("What stands in the inject panel is no message");
}

#[test]
fn escape_asks_before_it_discards_edits() {
    let mut harness = english(lille());
    retype(&mut harness, "Name", "SP_Other");
    harness.key_press(Key::Escape);
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    picture(&mut harness, "discard");
    assert!(harness.state().dialog.is_some());
    press(&mut harness, "properties-keep");
    assert!(harness.query_by_label("Keep editing").is_none());
    harness.key_press(Key::Escape);
    harness.run();
    press(&mut harness, "properties-discard");
    assert!(harness.state().dialog.is_none());
    assert!(harness.state().requests().is_empty());
}

#[test]
fn an_operator_may_look_and_not_change() {
    let snapshot = Snapshot { role: Role::Operator, ..snapshot() };
    for page in PropertyPage::ALL {
        let mut harness =
            harness(lille().on_page(page), snapshot.clone(), Language::English, Theme::Light, [1280.0, 800.0]);
        picture(&mut harness, &format!("operator-{page:?}"));
        let ok = harness.get_by_role_and_label(AccessRole::Button, "OK");
        assert!(ok.accesskit_node().is_disabled());
        for node in harness.root().children_recursive() {
            let node = node.accesskit_node();
            let edits = matches!(node.role(), AccessRole::TextInput | AccessRole::ComboBox | AccessRole::CheckBox);
            assert!(!edits || node.is_disabled() || node.data().is_read_only(), "{page:?}: {:?}", node.label());
        }
    }
}

#[test]
fn a_page_that_the_kind_lacks_stays_in_the_list_and_says_why() {
    let dialog = SendPortDialog::edit(&snapshot(), &"SP_Mail".into()).expect("a port");
    let mut harness = english(dialog);
    let (title, reason) = (text(&harness, "page-backup-transport"), text(&harness, "page-no-backup-dynamic"));
    let tab = harness.get_by_role_and_label(AccessRole::Tab, &title);
    assert!(tab.accesskit_node().is_disabled());
    assert_eq!(tab.accesskit_node().description().as_deref(), Some(reason.as_str()));
    tab.click();
    harness.run();
    assert!(harness.query_all_by_label(&reason).count() > 0);
}
