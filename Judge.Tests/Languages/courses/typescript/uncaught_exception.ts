interface Account { balance: number }

function withdraw(account: Account, amount: number): number {
  if (amount > account.balance) throw new Error("overdrawn");
  return account.balance - amount;
}

console.log("before");
withdraw({ balance: 1 }, 2);
