type Lion* = ref object of RootObj
  name: string

proc newLion*(name: string): Lion = Lion(name: name)

method roar*(lion: Lion): string {.base.} = lion.name & " roars"
