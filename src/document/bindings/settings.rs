//! The settings of an adapter in a binding file and in the model. Passwords are in neither.

use std::collections::BTreeMap;

use super::secrets;

/// What a file says as a transport has it.
pub(super) fn to_model(_adapter: &str, file: &[(String, String)]) -> BTreeMap<String, String> {
    let open = file.iter().filter(|(name, _)| !secrets::is_secret(name));
    open.map(|(name, value)| (name.clone(), value.clone())).collect()
}

/// A setting of a transport as a file has it: its name there and its value.
pub(super) fn to_file(_adapter: &str, name: &str, value: &str, _in_config: bool) -> Option<(String, String)> {
    (!secrets::is_secret(name)).then(|| (name.to_owned(), value.to_owned()))
}
