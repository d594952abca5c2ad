//! Whether the key that an SSH server shows is the one that the port names, by its fingerprint.

use russh::keys::{HashAlg, PublicKey, PublicKeyBase64 as _};

/// The fingerprint, as OpenSSH shows it: `SHA256:` and base64.
pub(super) fn fingerprint(key: &PublicKey) -> String {
    key.fingerprint(HashAlg::Sha256).to_string()
}

/// Whether a fingerprint is that of the key. It may have the form of OpenSSH, `SHA256:` or `MD5:` in front,
/// or that of `WinSCP`, which the real adapter uses: `ssh-ed25519 255 ` in front, and no `SHA256:`.
pub(super) fn is_of(key: &PublicKey, expected: &str) -> bool {
    // type and length in front are told by the key itself
    let Some(expected) = expected.split_whitespace().last() else { return false };
    let sha256 = fingerprint(key);
    let base64 = sha256.strip_prefix("SHA256:").unwrap_or(&sha256);
    let plain = expected.strip_prefix("SHA256:").unwrap_or(expected).trim_end_matches('=');
    if plain == base64 {
        return true;
    }
    let hex = expected.get(..4).filter(|it| it.eq_ignore_ascii_case("MD5:")).map_or(expected, |_| &expected[4..]);
    hex.replace([':', '-'], "").eq_ignore_ascii_case(&format!("{:x}", md5::compute(key.public_key_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `ssh-keygen -t ed25519`; the fingerprints are those that `ssh-keygen -lf` and
    /// `ssh-keygen -E md5 -lf` tell of it.
    const KEY: &str = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILrjoxIzaznADIpGY2OchfwdfK0F6GdxzLatL77wphmH";
    const SHA256: &str = "SHA256:oA2H5+8K4pYgSR38fcL4q4Td9iGxd7aWyE8KIQPuGWU";
    const MD5: &str = "MD5:cd:74:c7:f6:63:fa:4c:4c:24:cc:ca:29:db:d4:e3:70";

    #[test]
    fn every_usual_form_of_a_fingerprint_is_understood() {
        let key = PublicKey::from_openssh(KEY).unwrap();
        assert_eq!(fingerprint(&key), SHA256);
        let bare = SHA256.strip_prefix("SHA256:").unwrap();
        let hex = MD5.strip_prefix("MD5:").unwrap();
        let good = [
            SHA256.to_owned(),
            bare.to_owned(),
            format!("  ssh-ed25519 255 {bare}="),
            MD5.to_owned(),
            hex.to_uppercase(),
            format!("ssh-ed25519 255 {}", hex.replace(':', "-")),
        ];
        for form in good {
            assert!(is_of(&key, &form), "{form}");
        }
        let other = SHA256.replace(&bare[..1], if bare.starts_with('x') { "y" } else { "x" });
        for form in ["", " ", "SHA256:", "MD5:", &other, &bare.to_lowercase(), &hex[3..]] {
            assert!(!is_of(&key, form), "{form:?}");
        }
    }
}
