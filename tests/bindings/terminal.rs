use std::process::{Command, Output};

use super::path;

fn sendport(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_sendport"))
        .arg("bindings")
        .args(arguments)
        .env("LC_ALL", "C")
        .env("LANG", "C")
        .output()
        .unwrap()
}

fn text(path: &std::path::Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_terminal_counts_imports_exports_and_compares() {
    let folder = tempfile::tempdir().unwrap();
    let (document, out) = (folder.path().join("a.ron"), folder.path().join("a.xml"));
    let file = path("export");
    let counted = sendport(&["summary", text(&file), "--json"]);
    assert_eq!(counted.status.code(), Some(0));
    let json: serde_json::Value = serde_json::from_slice(&counted.stdout).unwrap();
    let expected = serde_json::json!({
        "send_ports": 3, "static_one_way": 2, "static_solicit_response": 1, "dynamic_one_way": 0,
        "dynamic_solicit_response": 0, "groups": 1, "members": 2, "filters": 2, "statements": 4,
        "receive_ports": 2, "receive_locations": 3, "orchestrations": 1, "notes": 0,
    });
    assert_eq!(json, expected);
    let imported = sendport(&["import", text(&file), text(&document)]);
    assert_eq!(imported.status.code(), Some(0), "{imported:?}");
    let exported = sendport(&["export", text(&document), text(&out)]);
    assert_eq!(exported.status.code(), Some(0), "{exported:?}");
    assert_eq!(sendport(&["diff", text(&file), text(&out)]).status.code(), Some(0));

    let changed = std::fs::read_to_string(&out).unwrap().replacen("<Priority>5", "<Priority>6", 1);
    std::fs::write(&out, changed).unwrap();
    let differ = sendport(&["diff", text(&file), text(&out)]);
    assert_eq!(differ.status.code(), Some(1));
    let said = String::from_utf8(differ.stdout).unwrap();
    assert!(said.contains("/SendPort[@Name='SP_Lille']/Priority (line "), "{said}");
    assert!(said.contains("“5” in the first, “6” in the second"), "{said}");
}

#[test]
fn the_terminal_points_out_what_is_lost_and_refuses_what_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("a.ron");
    let lossy = sendport(&["import", text(&path("handmade")), text(&document)]);
    assert_eq!(lossy.status.code(), Some(1), "{lossy:?}");
    let said = String::from_utf8(lossy.stderr).unwrap();
    assert!(said.contains("hand_OUT is not taken over"), "{said}");
    let bad = folder.path().join("bad.xml");
    std::fs::write(&bad, "<BindingInfo>\n<A>").unwrap();
    let before = std::fs::read(&document).unwrap();
    for arguments in [
        vec!["summary", text(&bad)],
        vec!["import", text(&bad), text(&document)],
        vec!["diff", text(&bad), text(&bad)],
        vec!["export", text(&bad), text(&document)],
    ] {
        let refused = sendport(&arguments);
        assert_eq!(refused.status.code(), Some(2), "{refused:?}");
        assert!(!refused.stderr.is_empty());
    }
    let said = String::from_utf8(sendport(&["summary", text(&bad)]).stderr).unwrap();
    assert!(said.contains("bad.xml, line 2, column 4"), "{said}");
    assert_eq!(std::fs::read(&document).unwrap(), before);
}
