//! Fetches what the world publishes, politely, and never from addresses that are not public.
