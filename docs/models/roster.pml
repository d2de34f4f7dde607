/*
 * The chain: who may sign what where, what a client takes in, whom it encrypts to, whose messages it takes.
 * docs/models/README.md says what is left out.
 *
 * S is an honest steward, A an honest member: the clients that are watched. I lies, as a member or as the second steward;
 * it may be removed and then keeps all it had. N is let in by a steward. G is a device that no steward ever let in. The
 * server forges what needs no honest key, replays, withholds, reorders, and shows each client what it likes.
 */
#define S 0
#define A 1
#define I 2
#define G 3
#define N 4
#define bit(x) (1 << (x))
#define FOUNDERS 7
#ifndef ENTRIES
#define ENTRIES 4 /* with CREATE, which is entry 0 */
#endif

mtype = { ADD, REMOVE };

/* Whatever was signed or forged. Valid or not is for each client to say. */
byte n = 1;
mtype kind[ENTRIES];
byte subject[ENTRIES];
byte actor[ENTRIES];    /* whom it names as its author */
bool genuine[ENTRIES];  /* whether that one signed it */
byte prev[ENTRIES];
byte seq[ENTRIES];

/* The clients S and A. */
byte head[2];
byte at[2];        /* number of the entry at the head */
byte members[2];
byte stewards[2];
byte line[2];      /* applied entries, a bit each */
bool halted[2];
byte muted[2];     /* whose messages it does not take */
byte seen[2];      /* watched: people ever seen removed */
byte before[ENTRIES]; /* the stewards in the state that an applied entry came on top of */

/* What A has on disk, and finds after a crash. */
byte diskHead, diskAt, diskMembers, diskStewards, diskLine;
bool crashed;

bool lyingSteward; /* I is a steward, too */
byte p;
/* A message: its author, the roster head in it, and (watched) what its author had applied when it was sent. */
hidden byte from, saidAt, saidHead, saidLine;
hidden byte x, good, was;

#define signatureHolds(e) (WITHOUT_SIGNATURE || genuine[e])
#define actorMay(e, of) (WITHOUT_ACTOR_IS_STEWARD || (bit(actor[e]) & (WITHOUT_STATE_BEFORE -> bit(S) | (lyingSteward << I) : of)))
#define continues(e, c) ((WITHOUT_PREV_HASH || prev[e] == head[c]) && (WITHOUT_SEQ || seq[e] == at[c] + 1))
#define addHolds(e, c) (WITHOUT_NEWCOMER_IS_NEW || !((members[c] | seen[c]) & bit(subject[e])))
#define removeHolds(e, c) \
  ((members[c] & bit(subject[e])) && (WITHOUT_LAST_STEWARD_STAYS || subject[e] != actor[e]))
#define valid(e, c) (signatureHolds(e) && actorMay(e, stewards[c]) && continues(e, c) && \
  (kind[e] == ADD && addHolds(e, c) || kind[e] == REMOVE && removeHolds(e, c)))

inline put(what, whom, who, good_, place, number) {
  kind[n] = what; subject[n] = whom; actor[n] = who; genuine[n] = good_; prev[n] = place; seq[n] = number;
  n++
}

inline save() {
  diskHead = head[A]; diskAt = at[A]; diskMembers = members[A]; diskStewards = stewards[A]; diskLine = line[A]
}

inline apply(c, e) {
  /* Who was removed signs nothing that counts, and nobody signs in another's name. */
  assert(genuine[e] && !(seen[c] & bit(actor[e])));
  before[e] = stewards[c];
  if
  :: kind[e] == ADD -> members[c] = members[c] | bit(subject[e])
  :: else ->
     members[c] = members[c] & ~bit(subject[e]);
     stewards[c] = stewards[c] & ~bit(subject[e]);
     seen[c] = seen[c] | bit(subject[e])
  fi;
  head[c] = e; at[c] = seq[e]; line[c] = line[c] | bit(e);
  assert(stewards[c]);
  if :: c == A && !WITHOUT_SAVING_FIRST -> save() :: else fi
}

/* The server shows entry e to client c: it is next, or one half of a fork, or void. */
inline receive(c, e) {
  if
  :: valid(e, c) -> apply(c, e)
  :: else ->
    for (x : 1 .. ENTRIES - 1) {
      if
      :: x < n && x != e && (line[c] & bit(x)) && prev[x] == prev[e] && seq[x] == seq[e] && (line[c] & bit(prev[e])) &&
         (before[x] & bit(actor[e])) && genuine[e] -> halted[c] = true
      :: else
      fi;
      /* Proof halts: two entries for one place, by who was a steward there. */
      assert(!(x < n && x != e && (line[c] & bit(x)) && prev[x] == prev[e] && (line[c] & bit(prev[e])) &&
        (before[x] & bit(actor[e])) && genuine[e] && seq[e] == seq[prev[e]] + 1 && !halted[c]));
    }
  fi;
  x = 0
}

/* The message comes to c. */
inline deliver(c) {
  good = 0;
  for (x : 0 .. ENTRIES - 1) {
    if
    :: (line[c] & bit(x)) && seq[x] == saidAt && x == saidHead -> good = 1
    :: else
    fi
  }
  if
  :: !(members[c] & bit(from)) && !WITHOUT_SENDER_IN_ROSTER -> skip
  :: else ->
    if
    :: muted[c] & bit(from) -> skip
    :: !(muted[c] & bit(from)) && saidAt > at[c] && !WITHOUT_HEAD_IN_MESSAGE -> skip /* pending: that message, nobody else's */
    :: !(muted[c] & bit(from)) && (saidAt <= at[c] || WITHOUT_HEAD_IN_MESSAGE) && (good || WITHOUT_HEAD_IN_MESSAGE) && !halted[c] ->
       /* Taken: then what its author had applied is what c has applied. */
       assert(members[c] & bit(from));
       assert(from == I || from == N || ((saidLine & line[c]) == saidLine) || ((saidLine & line[c]) == line[c]))
    :: !(muted[c] & bit(from)) && saidAt <= at[c] && !good && !WITHOUT_HEAD_IN_MESSAGE ->
       was = muted[c];
       muted[c] = muted[c] | (WITHOUT_SENDER_ALONE_MUTED -> members[c] & ~bit(c) : bit(from));
       halted[c] = halted[c] || WITHOUT_PROOF_TO_HALT;
       /* An honest member is muted only by who really is on another branch. */
       assert(!((muted[c] & ~was) & ~bit(from)));
       assert(from != 1 - c || ((saidLine | line[c]) != line[c]))
    :: else
    fi
  fi;
  x = 0; good = 0; was = 0
}

/* c encrypts to whom its roster says, whatever the server lists. */
inline encrypt(c) {
  good = (WITHOUT_ROSTER_FOR_RECIPIENTS -> members[c] | bit(G) : members[c]);
  assert(!(good & bit(G)));
  assert(!(good & seen[c]));
  good = 0
}

/* c sent this when p was its head, and the server kept it until now. */
inline send(c) {
  from = c; saidAt = seq[p]; saidHead = p; saidLine = 0;
  for (x : 0 .. ENTRIES - 1) {
    if
    :: (line[c] & bit(x)) && seq[x] <= seq[p] -> saidLine = saidLine | bit(x)
    :: else
    fi
  }
  deliver(1 - c)
}

inline claim(who) { from = who; saidAt = seq[p]; saidHead = p; saidLine = 0 }

/* Without a steward who lies there is no fork, so nothing that anybody says or the server does halts anyone. */
inline watch() {
  assert(lyingSteward || !(halted[S] || halted[A]));
  assert(!GOAL_NEWCOMER_SPEAKS || !(from == N && saidHead == head[A] && (members[A] & bit(N)) && head[A]));
  assert(!GOAL_REMOVED || !((seen[A] & bit(I)) && (seen[S] & bit(I)) && from == S && at[S] == at[A]));
  assert(!GOAL_FORK_HALTS || !halted[A]);
  assert(!GOAL_LIAR_MUTED || !(muted[A] == bit(I) && !halted[A]));
  from = 0; saidAt = 0; saidHead = 0; saidLine = 0
}

inline somePlace() {
  p = 0;
  do
  :: p + 1 < n -> p++
  :: break
  od
}

init {
  d_step {
    members[S] = FOUNDERS; line[S] = 1; stewards[S] = bit(S);
    members[A] = FOUNDERS; line[A] = 1; stewards[A] = bit(S);
  }
  if
  :: WITHOUT_GROUP_ID -> members[A] = FOUNDERS | bit(G); line[A] = 128 /* the CREATE of a group of the server's own */
  :: lyingSteward = true; stewards[S] = bit(S) | bit(I); stewards[A] = bit(S) | bit(I)
  :: skip
  fi;
  d_step { save() };
  do
  :: atomic { n < ENTRIES && (stewards[S] & bit(S)) && !(members[S] & bit(N)) && !(seen[S] & bit(N)) && !halted[S] ->
       d_step { p = n; put(ADD, N, S, true, head[S], at[S] + 1); apply(S, p); p = 0; watch() } }
  :: atomic { n < ENTRIES && (stewards[S] & bit(S)) && (members[S] & bit(I)) ->
       d_step { p = n; put(REMOVE, I, S, true, head[S], at[S] + 1); apply(S, p); p = 0; watch() } }
  :: atomic { n < ENTRIES && (stewards[S] & bit(S)) && (members[S] & bit(N)) && !halted[S] ->
       d_step { p = n; put(REMOVE, N, S, true, head[S], at[S] + 1); apply(S, p); p = 0; watch() } }
  :: atomic { /* The server forges an entry in the name of S. */
       n < ENTRIES -> somePlace(); put(ADD, G, S, false, p, seq[p] + 1); p = 0 }
  :: atomic { /* I signs in its own name: what it may or may not. */
       n < ENTRIES -> somePlace();
       if
       :: !lyingSteward -> put(ADD, G, I, true, p, seq[p] + 1)
       :: lyingSteward -> put(ADD, N, I, true, p, seq[p] + 1)
       :: lyingSteward -> put(ADD, N, I, true, p, seq[p] + 2)
       :: put(REMOVE, S, I, true, p, seq[p] + 1)
       :: put(REMOVE, I, I, true, p, seq[p] + 1)
       fi;
       p = 0 }
  :: atomic { somePlace(); p > 0 && !(line[S] & bit(p)) -> d_step { receive(S, p); p = 0; watch() } }
  :: atomic { somePlace(); p > 0 && !(line[A] & bit(p)) -> d_step { receive(A, p); p = 0; watch() } }
  :: d_step { !halted[S] && (members[S] & bit(S)) -> encrypt(S) }
  :: d_step { !halted[A] && (members[A] & bit(A)) -> encrypt(A) }
  :: atomic { somePlace(); (line[S] & bit(p)) -> d_step { send(S); watch(); p = 0 } }
  :: atomic { somePlace(); (line[A] & bit(p)) -> d_step { send(A); watch(); p = 0 } }
  /* I, or who was let in, claims a head: a true one, an older one, or one that nobody has. */
  :: atomic { somePlace(); d_step { claim(I); deliver(S); watch(); p = 0 } }
  :: atomic { somePlace(); d_step { claim(I); deliver(A); watch(); p = 0 } }
  :: atomic { somePlace(); d_step { claim(I); saidHead = 99; deliver(A); watch(); p = 0 } }
  :: atomic { somePlace(); d_step { claim(N); deliver(A); watch(); p = 0 } }
  :: d_step { !crashed -> crashed = true; head[A] = diskHead; at[A] = diskAt; members[A] = diskMembers; stewards[A] = diskStewards; line[A] = diskLine }
  od
}
