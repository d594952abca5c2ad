use jiff::Timestamp;
use sendport::{
    document::bindings::{self, BindingFile, Choice, Item, MergePlan, Need, Scope, Verdict},
    engine::{Engine, Request},
    message_box::SqliteMessageBox,
    model::{
        Application, Artifact, BizTalkGroup, Filter, Name, OrchestrationState, PortState, Role, SendPort, SendPortGroup,
    },
    transport::Simulated,
};

use super::{bytes, file, import};

fn engine(group: BizTalkGroup, role: Role) -> Engine {
    let store = SqliteMessageBox::in_memory().unwrap();
    Engine::at_rest(group, role, Box::new(store), Box::new(Simulated), Timestamp::UNIX_EPOCH).unwrap()
}

fn request(plan: &MergePlan, file: &BindingFile, group: &BizTalkGroup, choice: &Choice) -> Request {
    Request::Import { file: "orders.xml".to_owned(), artifacts: plan.artifacts(file, group, choice) }
}

fn item<'a>(plan: &'a MergePlan, name: &str) -> &'a Item {
    plan.items.iter().find(|it| it.item.name.as_str() == name).unwrap()
}

#[test]
fn an_import_into_nothing_creates_what_is_missing_and_is_one_step() {
    for name in super::FIXTURES {
        let file = file(name);
        let nothing = BizTalkGroup::default();
        let plan = MergePlan::new(&file, &nothing, None);
        let choice = Choice::all(&plan);
        let mut engine = engine(nothing.clone(), Role::Administrator);
        let request = request(&plan, &file, &nothing, &choice);
        let response =
            engine.execute(&request, Timestamp::UNIX_EPOCH).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        assert!(response.skipped.is_empty(), "{name}: {:?}", response.skipped);
        assert_eq!(*engine.group(), import(&file, &nothing), "{name}");
        assert!(engine.group().send_ports.values().all(|port| port.state == PortState::Bound), "{name}");
        assert!(engine.group().orchestrations.values().all(|it| it.state == OrchestrationState::Unenlisted), "{name}");
        engine.execute(&Request::Undo, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(*engine.group(), nothing, "{name}");
        engine.execute(&Request::Redo, Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(*engine.group(), import(&file, &nothing), "{name}");
    }
}

#[test]
fn administrators_import_and_nobody_else() {
    let file = file("export");
    let nothing = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &nothing, None);
    let request = request(&plan, &file, &nothing, &Choice::all(&plan));
    for role in [Role::Operator, Role::ReadOnly] {
        let mut engine = engine(nothing.clone(), role);
        let refusal = engine.execute(&request, Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(refusal.reasons[0].sentence.key, "refused-role");
        assert_eq!(*engine.group(), nothing);
    }
}

#[test]
fn what_cannot_be_taken_over_says_why_and_where() {
    let hand = file("handmade");
    let plan = MergePlan::new(&hand, &BizTalkGroup::default(), None);
    let impossible: Vec<(&str, &str)> = plan
        .items
        .iter()
        .filter_map(|it| match &it.verdict {
            Verdict::Impossible(why) => Some((it.item.name.as_str(), why.key)),
            _ => None,
        })
        .collect();
    assert_eq!(
        impossible,
        [
            ("hand_OUT", "binding-twice"),
            ("", "problem-name-empty"),
            ("Hand_Empty", "problem-static-no-transport"),
            ("", "problem-name-empty"),
        ]
    );
    assert_eq!(item(&plan, "Hand_Broken").remarks.len(), 0);
    // a receive location without an adapter
    assert_eq!(item(&plan, "Hand_In").remarks[0].sentence.key, "binding-location-adapter");
    assert!(plan.loses(&Choice::all(&plan)));

    let all = file("everything");
    let plan = MergePlan::new(&all, &BizTalkGroup::default(), None);
    let remarks = |name: &str| item(&plan, name).remarks.iter().map(|it| it.sentence.key).collect::<Vec<_>>();
    assert_eq!(
        remarks("SP_Odd"),
        [
            "binding-cut",
            "binding-cut",
            "binding-number",
            "binding-number",
            "binding-number",
            "binding-stop-without-order",
            "binding-value"
        ]
    );
    assert_eq!(remarks("SP_Custom"), ["binding-operator"]);
    let dynamic = file("dynamic");
    let plan = MergePlan::new(&dynamic, &BizTalkGroup::default(), None);
    assert_eq!(item(&plan, "SP_Dyn2").remarks[0].sentence.key, "binding-dynamic-failed");
    let outside = file("members-outside");
    let plan = MergePlan::new(&outside, &BizTalkGroup::default(), None);
    let keys: Vec<_> = item(&plan, "SPG_2").remarks.iter().map(|it| it.sentence.key).collect();
    assert_eq!(keys, ["binding-member-missing", "binding-member-missing", "binding-member-kind"]);
}

#[test]
fn needs_are_created_on_request_and_what_needs_them_waits_for_that() {
    let file = file("everything");
    let nothing = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &nothing, None);
    let backup = Need::Host(Name::new("BackupHost"));
    assert!(plan.needs.contains(&Need::Reference(Name::new("AllApp"), Name::new("OtherApp"))), "{:?}", plan.needs);
    let index = plan.needs.iter().position(|it| *it == backup).unwrap();
    let mut choice = Choice::all(&plan);
    choice.needs[index] = false;
    let at = |name: &str| plan.items.iter().position(|it| it.item.name.as_str() == name).unwrap();
    assert!(!choice.takes(&plan, at("SP_Backup")));
    assert!(choice.takes(&plan, at("SP_Ordered")));
    let mut engine = engine(nothing.clone(), Role::Administrator);
    let response = engine.execute(&request(&plan, &file, &nothing, &choice), Timestamp::UNIX_EPOCH).unwrap();
    assert!(response.skipped.is_empty(), "{:?}", response.skipped);
    assert!(!engine.group().hosts.contains_key(&Name::new("BackupHost")));
    assert!(!engine.group().send_ports.contains_key(&Name::new("SP_Backup")));
    assert_eq!(engine.group().send_port_groups.values().next().unwrap().members.len(), 2);
}

#[test]
fn what_is_not_chosen_is_left_out_everywhere() {
    let file = file("export");
    let nothing = BizTalkGroup::default();
    let plan = MergePlan::new(&file, &nothing, None);
    let mut choice = Choice::all(&plan);
    let at = plan.items.iter().position(|it| it.item.name.as_str() == "SP_Lille").unwrap();
    choice.items[at] = false;
    let mut engine = engine(nothing.clone(), Role::Administrator);
    let response = engine.execute(&request(&plan, &file, &nothing, &choice), Timestamp::UNIX_EPOCH).unwrap();
    assert!(response.skipped.is_empty(), "{:?}", response.skipped);
    let members = &engine.group().send_port_groups.values().next().unwrap().members;
    assert_eq!(*members, [Name::new("SP_Lyon")]);
    let exported = bindings::export(engine.group(), &Scope::BizTalkGroup).text;
    assert!(!exported.contains("SendPort Name=\"SP_Lille\""), "{exported}");
}

#[test]
fn a_second_import_changes_what_the_file_changed() {
    let first = file("export");
    let group = import(&first, &BizTalkGroup::default());
    let again = MergePlan::new(&first, &group, None);
    assert!(again.items.iter().all(|it| it.verdict == Verdict::Unchanged), "{:#?}", again.items);
    assert!(again.needs.is_empty());
    assert!(again.artifacts(&first, &group, &Choice::all(&again)).is_empty());

    // somebody works with it meanwhile
    let mut group = group;
    let mut port = group.send_ports.get(&Name::new("SP_Lille")).unwrap().as_ref().clone();
    port.state = PortState::Started;
    group.put(port.into());
    let own = SendPort {
        name: Name::new("SP_Own"),
        binding_xml: None,
        filter: Filter::default(),
        ..group.send_ports.get(&Name::new("SP_Lyon")).unwrap().as_ref().clone()
    };
    group.put(own.into());
    let mut spg: SendPortGroup = group.send_port_groups.get(&Name::new("SPG_Warehouses")).unwrap().as_ref().clone();
    spg.members = vec![Name::new("SP_Own"), Name::new("SP_Lille")];
    spg.filter = Filter::default();
    group.put(spg.into());

    let text = String::from_utf8(bytes("export")).unwrap().replacen("<Priority>5", "<Priority>2", 1);
    let second = bindings::read(text.as_bytes(), None).unwrap();
    let plan = MergePlan::new(&second, &group, None);
    assert_eq!(item(&plan, "SP_Lille").verdict, Verdict::Changed);
    assert_eq!(item(&plan, "SP_Lyon").verdict, Verdict::Unchanged);
    let Some(Artifact::SendPort(after)) = &item(&plan, "SP_Lille").after else { panic!() };
    assert_eq!((after.priority, after.state), (2, PortState::Started));
    // members are merged, filters overwritten
    let Some(Artifact::SendPortGroup(after)) = &item(&plan, "SPG_Warehouses").after else { panic!() };
    assert_eq!(after.members, ["SP_Own", "SP_Lille", "SP_Lyon"].map(Name::new));
    assert_eq!(after.filter.predicates().count(), 1);
    let mut engine = engine(group.clone(), Role::Administrator);
    let response =
        engine.execute(&request(&plan, &second, &group, &Choice::all(&plan)), Timestamp::UNIX_EPOCH).unwrap();
    assert!(response.skipped.is_empty(), "{:?}", response.skipped);
    assert_eq!(engine.group().send_ports.get(&Name::new("SP_Lille")).unwrap().state, PortState::Started);
}

#[test]
fn files_of_several_applications_leave_the_others_as_they_were() {
    let mut group = BizTalkGroup::default();
    group.put(Application { name: Name::new("First"), default: true, ..Application::default() }.into());
    for name in ["export", "dynamic", "everything"] {
        group = import(&file(name), &group);
    }
    for (name, application) in [("export", "OrderApp"), ("dynamic", "EsbApp")] {
        let exported = bindings::export(&group, &Scope::Application(Name::new(application))).text;
        let differ = super::differences(&bytes(name), exported.as_bytes());
        assert!(differ.is_empty(), "{name}: {differ:#?}");
    }
    // all of them in one file
    let exported = super::export(&group);
    let all = bindings::read(exported.as_bytes(), None).unwrap();
    assert_eq!(all.send_ports.len(), group.send_ports.size());
    assert_eq!(all.orchestrations.len(), group.orchestrations.size());
}

#[test]
fn a_port_of_another_kind_is_not_replaced() {
    let mut group = import(&file("export"), &BizTalkGroup::default());
    let text = String::from_utf8(bytes("export")).unwrap();
    let text = text.replacen("Name=\"SP_Lille\" IsStatic=\"true\"", "Name=\"SP_Lille\" IsStatic=\"false\"", 1);
    let other = bindings::read(text.as_bytes(), None).unwrap();
    let plan = MergePlan::new(&other, &group, None);
    assert!(matches!(&item(&plan, "SP_Lille").verdict, Verdict::Impossible(why) if why.key == "refused-kind-fixed"));
    group = import(&other, &group);
    assert!(!group.send_ports.get(&Name::new("SP_Lille")).unwrap().kind.is_dynamic());
}
