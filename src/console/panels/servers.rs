//! Of a host: its servers, which can go down, and the outgoing queues of the Message Queuing on them.

use egui::Ui;

use crate::{
    console::{
        context::{Cx, Task},
        kit, theme,
    },
    engine::Request,
    model::{Host, HostInstance},
    rules::permissions::{Task as Permission, may},
    words::Sentence,
};

/// Takes the server of a host instance down, or brings it up.
pub fn switch(ui: &mut Ui, cx: &Cx<'_>, host: &Host, instance: &HostInstance) {
    let up = instance.down;
    let task = Permission::SwitchDestination;
    let key = if up { "deed-server-up" } else { "deed-server-down" };
    let what = Sentence::new(key).with("server", &instance.server);
    let refused = (!may(cx.snapshot.role, task)).then(|| {
        let refusal = crate::engine::refuse_role(what.clone(), cx.snapshot.role, task);
        refusal.reasons.first().map(|reason| cx.say(&reason.sentence)).unwrap_or_default()
    });
    let text = cx.text(if up { "server-bring-up" } else { "server-take-down" });
    let button = kit::SoftButton::new(&text).enabled(refused.map_or(Ok(()), Err));
    let response = kit::soft_button(ui, button).response;
    // several hosts have an instance on one server
    let spoken = format!("{} ({})", cx.say(&what), host.name);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(spoken));
    if response.clicked() {
        cx.push(Task::Request(Request::Server { server: instance.server.clone(), up }));
    }
}

/// What is in outgoing queues of the host or of its servers, if anything is.
pub fn outgoing(ui: &mut Ui, cx: &Cx<'_>, host: &Host) {
    for (queue, messages) in cx.snapshot.outgoing.iter() {
        let of_host = if queue.clustered { queue.owner == host.name } else { host.instance_on(&queue.owner).is_some() };
        if !of_host {
            continue;
        }
        let stranded = queue.is_stranded(&cx.snapshot.group);
        let sentence = Sentence::new(if stranded { "outgoing-stranded" } else { "outgoing-waiting" })
            .with("count", *messages)
            .with("owner", &queue.owner)
            .with("port", &queue.port);
        ui.add(egui::Label::new(theme::weak(ui, &cx.say(&sentence))).wrap());
    }
}
