//! Any bytes as two profiles of claims, as a ledger may hold them: read, written again, compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sayso_linking::{Linking, Profile};

fuzz_target!(|halves: (&[u8], &[u8])| {
    let (Some(earlier), Some(later)) = (Profile::from_bytes(halves.0), Profile::from_bytes(halves.1)) else { return };
    assert_eq!(Profile::from_bytes(&later.to_bytes()).as_ref(), Some(&later));
    thread_local!(static LINKING: Linking = Linking::new());
    LINKING.with(|linking| {
        let _ = linking.keys(&earlier);
        let _ = linking.compare(&earlier, &later);
        let groups = linking.independent(&[&earlier, &later]);
        assert_eq!(groups.iter().map(|group| group.members.len()).sum::<usize>(), 2);
    });
});
