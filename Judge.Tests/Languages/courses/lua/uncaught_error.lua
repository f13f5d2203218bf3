local account = nil
print("before")
print(account.balance)
