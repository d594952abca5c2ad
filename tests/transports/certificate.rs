//! A certificate that nobody vouches for, unless somebody is told to trust it.

use std::{fs, path::Path, sync::Arc};

use sendport::transport::Conditions;

pub struct Certificate {
    der: Vec<u8>,
    key: Vec<u8>,
    pem: String,
    key_pem: String,
}

impl Certificate {
    /// For servers of this machine.
    pub fn made() -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned(), "127.0.0.1".to_owned()]).unwrap();
        Self {
            der: made.cert.der().to_vec(),
            key: made.signing_key.serialize_der(),
            pem: made.cert.pem(),
            key_pem: made.signing_key.serialize_pem(),
        }
    }

    /// As files, for programs.
    pub fn write(&self, folder: &Path) {
        fs::write(folder.join("certificate.pem"), &self.pem).unwrap();
        fs::write(folder.join("key.pem"), &self.key_pem).unwrap();
    }

    /// Whoever sends under these conditions trusts it.
    pub fn trusted(&self) -> Conditions {
        Conditions { trusted: Some(vec![self.der.clone()]), ..Conditions::default() }
    }

    /// For a server in the test.
    pub fn server(&self) -> Arc<rustls::ServerConfig> {
        let key = rustls::pki_types::PrivateKeyDer::try_from(self.key.clone()).unwrap();
        let config = rustls::ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into());
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        Arc::new(config.with_single_cert(vec![self.der.clone().into()], key).unwrap())
    }
}
