//! An address that stays while what listens behind it comes and goes.

use std::{
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

/// Where connections are led.
#[derive(Clone, Copy)]
enum Behind {
    Nobody,
    Address(SocketAddr),
    /// The front itself is gone.
    Closed,
}

/// Holds a port of this process and passes each connection on, or closes it when nobody is there.
pub(crate) struct Front {
    address: SocketAddr,
    behind: Arc<Mutex<Behind>>,
}

impl Front {
    /// On any free port, with nobody behind it.
    pub(crate) fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let behind = Arc::new(Mutex::new(Behind::Nobody));
        let leads = Arc::clone(&behind);
        thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                let behind = *leads.lock().unwrap_or_else(PoisonError::into_inner);
                match behind {
                    Behind::Nobody => {}
                    Behind::Address(address) => drop(thread::spawn(move || pass_on(&connection, address))),
                    Behind::Closed => return,
                }
            }
        });
        Self { address, behind }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Leads the connections that come from here on to `address`, or to nobody.
    pub(crate) fn lead_to(&self, address: Option<SocketAddr>) {
        self.lead(address.map_or(Behind::Nobody, Behind::Address));
    }

    fn lead(&self, behind: Behind) {
        *self.behind.lock().unwrap_or_else(PoisonError::into_inner) = behind;
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.lead(Behind::Closed);
        // Wakes the thread that accepts, to find that it is over.
        let _ = TcpStream::connect(self.address);
    }
}

/// Both ways, until both ends have closed. An end that breaks closes the other.
fn pass_on(caller: &TcpStream, address: SocketAddr) {
    let Ok(called) = TcpStream::connect(address) else { return };
    for stream in [caller, &called] {
        let _ = stream.set_nodelay(true);
    }
    let one_way = |mut from: &TcpStream, mut to: &TcpStream| {
        let _ = io::copy(&mut from, &mut to);
        let _ = to.shutdown(Shutdown::Write);
    };
    thread::scope(|scope| {
        scope.spawn(|| one_way(caller, &called));
        one_way(&called, caller);
        let _ = caller.shutdown(Shutdown::Both);
    });
}
