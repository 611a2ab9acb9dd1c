//! Answers each line on standard input, the name of a measure, with microseconds per operation: the same operations, base64 included, that
//! the benchmark `crypto` makes of RupnBot and libolm.

use std::hint::black_box;
use std::io::{stdin, stdout, BufRead, Write};
use std::time::{Duration, Instant};
use vodozemac::megolm::{GroupSession, InboundGroupSession, MegolmMessage, SessionConfig as MegolmConfig};
use vodozemac::olm::{Account, OlmMessage, PreKeyMessage, SessionConfig as OlmConfig};

const SLICE: Duration = Duration::from_millis(200);

fn measure(mut step: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut count = 0u32;
    while start.elapsed() < SLICE {
        step();
        count += 1;
    }
    start.elapsed().as_secs_f64() * 1e6 / f64::from(count)
}

fn encrypt(plaintext: &[u8]) -> f64 {
    let mut session = GroupSession::new(MegolmConfig::version_1());
    measure(|| {
        black_box(session.encrypt(plaintext).to_base64());
    })
}

fn decrypt(plaintext: &[u8]) -> f64 {
    let mut sender = GroupSession::new(MegolmConfig::version_1());
    let key = sender.session_key();
    let messages: Vec<String> = (0..100).map(|_| sender.encrypt(plaintext).to_base64()).collect();
    let mut next = 0;
    let mut reader = InboundGroupSession::new(&key, MegolmConfig::version_1());
    measure(|| {
        if next == messages.len() {
            reader = InboundGroupSession::new(&key, MegolmConfig::version_1());
            next = 0;
        }
        let message = MegolmMessage::from_base64(&messages[next]).expect("the message is well formed");
        black_box(reader.decrypt(&message).expect("the message is genuine"));
        next += 1;
    })
}

fn set_up() -> f64 {
    let anne = Account::new();
    let mut elapsed = Duration::ZERO;
    let mut count = 0u32;
    while elapsed < SLICE {
        // A one-time key serves once; making it is not counted.
        let mut paul = Account::new();
        paul.generate_one_time_keys(1);
        let key = *paul.one_time_keys().values().next().expect("a key was made");
        let start = Instant::now();
        let mut begun = anne
            .create_outbound_session(OlmConfig::version_1(), paul.curve25519_key(), key)
            .expect("the keys are good");
        let OlmMessage::PreKey(first) = begun.encrypt("bonjour").expect("a chain is there") else { unreachable!() };
        let text = first.to_base64();
        let message = PreKeyMessage::from_base64(&text).expect("the message is well formed");
        black_box(
            paul.create_inbound_session(OlmConfig::version_1(), anne.curve25519_key(), &message)
                .expect("the message is genuine"),
        );
        elapsed += start.elapsed();
        count += 1;
    }
    elapsed.as_secs_f64() * 1e6 / f64::from(count)
}

fn main() {
    let plaintext = vec![0x5au8; 1024];
    for line in stdin().lock().lines() {
        let answer = match line.expect("standard input is text").as_str() {
            "encrypt" => encrypt(&plaintext),
            "decrypt" => decrypt(&plaintext),
            "set-up" => set_up(),
            other => panic!("no such measure: {other}"),
        };
        println!("{answer:.2}");
        stdout().flush().expect("standard output is open");
    }
}
