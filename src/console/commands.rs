/// What a person can invoke by menu, toolbar, context menu or key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    Quit,
}
