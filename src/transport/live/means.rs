//! With what real destinations are reached: how long one waits for them, and whose certificates one trusts.

use std::{
    io,
    net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs},
    sync::{Arc, OnceLock},
    time::Duration,
};

use rustls::{ClientConfig, RootCertStore, pki_types::CertificateDer};
use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    tls::{Certificate, RootCerts, TlsConfig, TlsProvider},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// What holds for all attempts.
#[derive(Clone, Debug)]
pub struct Conditions {
    /// How long a server may take to take a connection, and for each of its answers. HTTP ports have a
    /// time-out of their own.
    pub patience: Duration,
    /// Certificates, as DER, that are trusted instead of the roots of Mozilla.
    pub trusted: Option<Vec<Vec<u8>>>,
}

impl Default for Conditions {
    fn default() -> Self {
        Self { patience: Duration::from_mins(1), trusted: None }
    }
}

/// What attempts share.
#[derive(Default)]
pub(super) struct Means {
    pub conditions: Conditions,
    agent: OnceLock<Agent>,
    tls: OnceLock<Result<Arc<ClientConfig>, String>>,
}

impl Means {
    pub fn new(conditions: Conditions) -> Self {
        Self { conditions, ..Self::default() }
    }

    pub fn patience(&self) -> Duration {
        self.conditions.patience
    }

    /// Connections of HTTP are kept and used again, whatever port uses them.
    pub fn agent(&self) -> &Agent {
        self.agent.get_or_init(|| {
            let roots = match &self.conditions.trusted {
                None => RootCerts::WebPki,
                Some(trusted) => {
                    let certificates: Vec<_> = trusted.iter().map(|it| Certificate::from_der(it).to_owned()).collect();
                    RootCerts::Specific(Arc::new(certificates))
                }
            };
            let tls = TlsConfig::builder().provider(TlsProvider::Rustls).root_certs(roots).build();
            let config = Agent::config_builder()
                .tls_config(tls)
                .proxy(None)
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .max_idle_connections(super::THREADS)
                .max_idle_connections_per_host(super::THREADS)
                .user_agent("Sendport")
                .build();
            Agent::with_parts(config, DefaultConnector::default(), Addresses::default())
        })
    }

    /// For what is encrypted and is not HTTP; those that vouch for certificates are the same.
    ///
    /// # Errors
    /// What the library says of it.
    pub fn tls(&self) -> Result<Arc<ClientConfig>, String> {
        self.tls.get_or_init(|| client(self.conditions.trusted.as_deref()).map(Arc::new)).clone()
    }

    /// A connection that waits for nothing longer than is to be waited.
    ///
    /// # Errors
    /// Of the last of the host's addresses.
    pub fn dial(&self, host: &str, port: u16) -> io::Result<TcpStream> {
        let mut last = io::Error::from(io::ErrorKind::NotFound);
        for address in (host, port).to_socket_addrs()? {
            match open(&address, self.patience()) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = error,
            }
        }
        Err(last)
    }
}

/// The addresses of servers. The library begins a thread before each request to ask for them, also where
/// a connection is kept; where a server is called by its address there is nobody to be asked.
#[derive(Debug, Default)]
struct Addresses(DefaultResolver);

impl Resolver for Addresses {
    fn resolve(&self, uri: &Uri, config: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let usual = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let Ok(address) = host.parse::<IpAddr>() else { return self.0.resolve(uri, config, timeout) };
        let mut addresses = self.0.empty();
        addresses.push(SocketAddr::new(address, uri.port_u16().unwrap_or(usual)));
        Ok(addresses)
    }
}

/// Likewise to one address.
pub(super) fn open(address: &SocketAddr, patience: Duration) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(address, patience)?;
    bound(&stream, patience)?;
    Ok(stream)
}

pub(super) fn bound(stream: &TcpStream, patience: Duration) -> io::Result<()> {
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))
}

fn client(trusted: Option<&[Vec<u8>]>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore { roots: Vec::new() };
    match trusted {
        None => roots.roots = webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        Some(trusted) => {
            for der in trusted {
                roots.add(CertificateDer::from(der.as_slice())).map_err(|error| error.to_string())?;
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| error.to_string())?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
