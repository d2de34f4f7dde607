### What stands around messages: fetched with the screens that show it.

link-odd = Careful: letters of this address may only look familiar.
