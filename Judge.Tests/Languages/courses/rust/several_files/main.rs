mod bank;
mod shapes;

use bank::account::{Account, Overdrawn};
use shapes::{Circle, Shape};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, Read, Write};
use std::sync::{mpsc, Arc, Mutex};
use std::thread;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut first = String::new();
    io::stdin().lock().read_line(&mut first)?;
    let mut rest = String::new();
    io::stdin().read_to_string(&mut rest)?;
    let numbers: Vec<i64> = rest.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
    println!("{} {}", first.trim(), numbers.iter().sum::<i64>());
    let total = Arc::new(Mutex::new(0));
    let handles: Vec<_> = (0..4).map(|i| { let total = Arc::clone(&total); thread::spawn(move || *total.lock().unwrap() += i) }).collect();
    for handle in handles { handle.join().unwrap(); }
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| { scope.spawn(move || sender.send(42).unwrap()); });
    println!("{} {}", total.lock().unwrap(), receiver.recv()?);
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for letter in "größe".chars() { *counts.entry(letter).or_default() += 1; }
    println!("{counts:?} {}", HashMap::from([(1, "a")])[&1]);
    let shape: Box<dyn Shape> = Box::new(Circle { radius: 1.0 });
    writeln!(io::stdout(), "{:.2} {:?}", shape.area(), std::env::args().skip(1).collect::<Vec<_>>())?;
    match Account::new(1).withdraw(2) {
        Err(Overdrawn { by }) => println!("overdrawn by {by}"),
        Ok(left) => println!("{left}"),
    }
    Ok(())
}
