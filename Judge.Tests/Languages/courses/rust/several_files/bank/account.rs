#[derive(Debug)]
pub struct Overdrawn {
    pub by: i64,
}

pub struct Account(i64);

impl Account {
    pub fn new(balance: i64) -> Self { Account(balance) }

    pub fn withdraw(&mut self, amount: i64) -> Result<i64, Overdrawn> {
        if amount > self.0 { return Err(Overdrawn { by: amount - self.0 }); }
        self.0 -= amount;
        Ok(self.0)
    }
}
