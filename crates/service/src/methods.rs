//! Which methods stream, as the descriptors of the contracts say.

use std::collections::HashMap;

use prost::Message;
use prost_types::FileDescriptorSet;

/// Which sides of a call send any number of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Streams {
    pub(crate) requests: bool,
    pub(crate) answers: bool,
}

impl Streams {
    pub(crate) fn any(self) -> bool {
        self.requests || self.answers
    }
}

/// The methods that stream, by path. Methods not in it send one message each way.
#[derive(Debug, Default)]
pub(crate) struct Methods(HashMap<String, Streams>);

impl Methods {
    /// Reads encoded sets of file descriptors.
    ///
    /// # Errors
    /// When one of them is none.
    pub(crate) fn read<'d>(descriptors: impl IntoIterator<Item = &'d [u8]>) -> Result<Self, prost::DecodeError> {
        let mut methods = HashMap::new();
        for descriptors in descriptors {
            for file in FileDescriptorSet::decode(descriptors)?.file {
                for service in &file.service {
                    for method in &service.method {
                        let path = format!("/{}.{}/{}", file.package(), service.name(), method.name());
                        let streams =
                            Streams { requests: method.client_streaming(), answers: method.server_streaming() };
                        if streams.any() {
                            methods.insert(path, streams);
                        }
                    }
                }
            }
        }
        Ok(Self(methods))
    }

    pub(crate) fn streams(&self, path: &str) -> Streams {
        self.0.get(path).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_of_health_and_reflection() {
        let sets = [tonic_health::pb::FILE_DESCRIPTOR_SET, tonic_reflection::pb::v1::FILE_DESCRIPTOR_SET];
        let methods = Methods::read(sets).unwrap();
        let check = |path: &str, requests: bool, answers: bool| {
            assert_eq!(methods.streams(path), Streams { requests, answers }, "{path}");
        };
        check("/grpc.health.v1.Health/Check", false, false);
        check("/grpc.health.v1.Health/Watch", false, true);
        check("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo", true, true);
        check("/absent", false, false);
        assert!(Methods::read([&b"\xff"[..]]).is_err());
    }
}
