/*
 * Epochs: which secrets who can compute, and whose secret a client seals with. docs/models/README.md says what is left out.
 *
 * S is an honest steward, A an honest member and the client that is watched. X is a member who lies, is removed at some
 * moment, keeps all it had, and has the server's help ever after. N comes in at some moment. S makes the two changes in
 * either order; each is an entry (REMOVE or ADD) and the EPOCH behind it, which A applies when the server shows them.
 *
 * A secret is a number: 0 is what X makes up, and generation g at step s is 4g + s. Hashing goes from step to step only.
 */
#define secret(g, s) (4 * (g) + (s))
#define MADE_UP 0
#define bit(x) (1 << (x))

mtype = { NONE, REMOVE, ADD };
mtype change[2];      /* what S did, in order */
byte changes;         /* how many of them */
byte epochs[3];       /* the secret before, between and after them */
byte lowX[4] = 9;     /* X has the secrets of a generation from this step on */
byte lowN[4] = 9;     /* and N */

byte at;              /* entries that A has applied: 2 a change */
bool outX, inN;       /* A's roster: X was removed, N was added */
byte has;             /* the secret that A seals with */
byte chain = 1;       /* the generation of A's sender chain */
bool wrote;           /* A used this chain before N was there */
byte chainsX;         /* A's chains that X has, a bit each */
bool startN;          /* N has A's chain from its start */
byte before;          /* watched: secrets that A sealed with while N was not in its roster; bit 0 to 7: secrets 4 to 11 */
hidden byte x;

#define opens(low, v) ((v) == MADE_UP || low[(v) / 4] <= (v) % 4)
#define learn(low, v) low[(v) / 4] = (low[(v) / 4] < (v) % 4 -> low[(v) / 4] : (v) % 4)
#define current epochs[changes]
#define known(v) ((v) == epochs[at / 2])

/* S removes X: a new generation from fresh randomness, in packets for the devices of its roster. */
inline remove() {
  epochs[changes + 1] = (WITHOUT_FRESH_SECRET_ON_REMOVE -> current + 1 : secret(current / 4 + 1, 0));
  change[changes] = REMOVE;
  changes++;
  if :: WITHOUT_ROSTER_FOR_PACKETS -> learn(lowX, current) :: else fi
}

/* S adds N: one step on, which everybody computes, and which alone N is given. */
inline add() {
  epochs[changes + 1] = (WITHOUT_STEP_ON_ADD -> current : current + 1);
  change[changes] = ADD;
  changes++;
  learn(lowN, (WITHOUT_NEW_SECRET_FOR_NEWCOMER -> epochs[changes - 1] : current))
}

/* A applies the next entry. */
inline take() {
  if
  :: at % 2 == 0 && change[at / 2] == REMOVE -> outX = true
  :: at % 2 == 0 && change[at / 2] == ADD -> inN = true
  :: at % 2 == 1 && change[at / 2] == ADD && known(has) -> has = epochs[at / 2 + 1] /* computed */
  :: else
  fi;
  at++;
  if
  :: at % 2 == 0 && change[at / 2 - 1] == REMOVE && !WITHOUT_NEW_CHAIN -> chain = at / 2 + 1; wrote = false; startN = false
  :: else
  fi
}

/* Somebody deposits an epoch secret for A: taken if it is the one that A's last EPOCH entry promised. */
inline offer(v) {
  if
  :: WITHOUT_PROMISED_SECRET || known(v) -> has = v
  :: else
  fi
}

/* A gives its chain to the devices of its roster that lack it, then writes. */
inline write() {
  if :: !outX || WITHOUT_ROSTER_FOR_CHAINS -> chainsX = chainsX | bit(chain) :: else fi;
  if :: inN && WITHOUT_CURRENT_STATE_OF_CHAIN -> startN = true :: else fi;
  if
  :: !inN -> wrote = true; before = before | (has >= 4 -> bit(has - 4) : 0)
  :: else
  fi
}

/* Nothing is sent while the EPOCH of a change is due, nor without its secret. */
#define maySend ((at % 2 == 0 || WITHOUT_WAITING_FOR_EPOCH) && (known(has) || WITHOUT_PROMISED_SECRET || WITHOUT_WAITING_FOR_EPOCH))

inline watch() {
  /* What A seals with is what the roster says, so that no member re-keys another, or shuts it out. */
  assert(!(maySend && at % 2 == 0 && !known(has)));
  /* Once A knows that X is out, X opens neither the outer nor the inner layer. */
  assert(!(maySend && outX && opens(lowX, has)));
  assert(!(maySend && outX && (chainsX & bit(chain))));
  /* N opens neither layer of what A wrote before N was there. */
  for (x : 4 .. 11) {
    assert(!((before & bit(x - 4)) && opens(lowN, x)));
  }
  assert(!(wrote && startN));
  assert(!GOAL_OLD_IS_OPEN_TO_X || !(changes == 1 && change[0] == REMOVE && !outX && maySend && opens(lowX, has)));
  assert(!GOAL_BOTH_CHANGES || !(at == 4 && maySend && change[0] == ADD && before && opens(lowN, epochs[1])));
  assert(!GOAL_NEWCOMER_READS || !(at == 4 && maySend && change[0] == REMOVE && opens(lowN, has)));
  x = 0
}

init {
  d_step { epochs[0] = secret(1, 0); has = epochs[0]; lowX[1] = 0 }
  do
  :: d_step { changes < 2 && (changes == 0 || change[0] != REMOVE) -> remove(); watch() }
  :: d_step { changes < 2 && (changes == 0 || change[0] != ADD) ->
       add();
       if :: changes == 1 || change[0] != REMOVE -> learn(lowX, current) :: else fi;
       watch() }
  :: d_step { at < 2 * changes -> take(); watch() }
  :: d_step { at % 2 == 0 && at > 0 -> offer(epochs[at / 2]); watch() }
  /* X offers what it makes up, and what was right once. */
  :: d_step { offer(MADE_UP); watch() }
  :: d_step { offer(epochs[0]); watch() }
  :: d_step { maySend -> write(); watch() }
  /* X knocks: A helps the devices of its roster. */
  :: d_step { !outX || WITHOUT_ROSTER_FOR_KNOCKS -> if :: has >= 4 -> learn(lowX, has) :: else fi; watch() }
  od
}
