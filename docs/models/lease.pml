/*
 * Leases: how long a removal can be hidden, what a raid on the stewards does, and what a silent steward does.
 * docs/models/README.md says what is left out.
 *
 * One, two or three stewards: S alone, S and E, or S, T and E. E may be an infiltrator. U was a steward once. S removes X
 * at a moment of its choice (head 0 before, 1 after). V is the watched member. The server hides the removal from whom it
 * likes, holds back any statement, and repeats old ones. A step of time is a day; ages stop at LONG, so time is unbounded.
 */
#define S 0
#define T 1
#define E 2
#define U 3
#define bit(x) (1 << (x))
#define LEASE 2   /* days; docs/decisions/0010 */
#define ABSENCE 4 /* days; docs/decisions/0010 */
#define LONG 6
#define NOT_YET 9

byte stewards;      /* as V's roster has them, on either head */
bool newS, newT;    /* whether these have applied the removal */
bool newV;          /* V has */
byte removed = NOT_YET; /* watched: days since S removed X */
byte spread = NOT_YET;  /* watched: days since every honest steward had applied it */
byte age[4];        /* days since the newest statement of each that V has and that is on V's line */
bool raided;
bool chose;         /* V's user said to go on */
bool lapse;         /* V is without a lease */
bool silent;        /* watched: E says nothing any more */
hidden byte x, got, all;

#define counts(x) (WITHOUT_CURRENT_STEWARD || (stewards & bit(x)))
#define number ((stewards & 1) + ((stewards >> 1) & 1) + ((stewards >> 2) & 1))
#define older(a) ((a) < LONG -> (a) + 1 : (a))

/* Sets got: whether V has a lease now. */
inline judge() {
  got = 0; all = 1;
  for (x : S .. U) {
    if
    :: counts(x) && (age[x] <= LEASE || WITHOUT_END_OF_LEASE) -> got = got + 1
    :: else
    fi;
    if
    :: (stewards & bit(x)) && age[x] > ABSENCE && !WITHOUT_ABSENCE_LIMIT -> all = 0
    :: else
    fi
  }
  if
  :: got == 1 && number > 1 && !WITHOUT_TWO_LEASES -> got = 0
  :: else
  fi;
  got = got && all
}

/* A choice is good for the lapse in which it was made. */
inline settle() {
  judge();
  lapse = !got;
  chose = chose && (lapse || WITHOUT_CHOICE_ENDS_WITH_LAPSE);
  got = 0; all = 0; x = 0
}

/* V gets a statement that `who` signed today for the old head, or for the new one. */
inline hear(who, new) {
  if
  :: !new || newV || WITHOUT_HEAD_IN_LEASE -> age[who] = 0; settle()
  :: else
  fi
}

inline pass() {
  for (x : S .. E) { age[x] = older(age[x]) }
  removed = older(removed);
  spread = older(spread);
  settle()
}

#define maySend (!lapse || (chose && !WITHOUT_CHOICE) || WITHOUT_LEASE)
#define since(event, length) ((event) == NOT_YET || (event) <= (length))

inline watch() {
  d_step {
    judge();
    if
    :: maySend && !newV ->
      /* No lease, no message, unless this user chose so in this lapse. */
      assert(got || chose);
      assert(!chose || !got);
      /* A removal is hidden from a member for one lease after the honest stewards know, whatever E says... */
      assert(chose || since(spread, LEASE));
      /* ...and for one absence even if the server hides it from the other stewards. */
      assert(chose || since(removed, ABSENCE))
    :: else
    fi;
    /* Nobody is silenced who chose to go on: not by a raid on all stewards, not by one of them. */
    assert(!(chose && !maySend));
    /* Two honest stewards who sign are enough once they have put the silent one out of office. */
    assert(!(stewards == (bit(S) | bit(T)) && age[S] <= LEASE && age[T] <= LEASE && !got));
    assert(!GOAL_HIDDEN_FOR_A_WHILE || !(removed == LEASE && !chose && maySend && !newV));
    assert(!GOAL_RAID_AND_GO_ON || !(raided && maySend && age[S] == LONG && age[E] == LONG));
    assert(!GOAL_LEASE_WITHOUT_THE_SILENT || !(silent && got && age[E] == LONG && stewards != bit(S)));
    got = 0; all = 0; x = 0
  }
}

init {
  /* Everyone signed today, and V has it. */
  if
  :: stewards = bit(S)
  :: stewards = bit(S) | bit(E)
  :: stewards = bit(S) | bit(T) | bit(E)
  fi;
  do
  :: atomic { d_step { pass() }; watch() }
  /* S removes X. The server shows it to T and V, or doesn't. */
  :: d_step { !raided && removed == NOT_YET -> newS = true; removed = 0; spread = ((stewards & bit(T)) -> NOT_YET : 0) }
  :: d_step { newS && (stewards & bit(T)) && !newT -> newT = true; spread = 0 }
  :: atomic { newS && !newV -> d_step { newV = true; settle() }; watch() }
  /* Honest stewards sign what they have. What V gets later is as if it had got it at once and not looked. */
  :: atomic { !raided -> d_step { hear(S, newS) }; watch() }
  :: atomic { !raided && (stewards & bit(T)) -> d_step { hear(T, newT) }; watch() }
  /* E and the former steward sign what they like; the server repeats or forges where that is believed. */
  :: atomic { !raided && !silent && (stewards & bit(E)) -> d_step { hear(E, false) }; watch() }
  :: atomic { !raided && !silent && (stewards & bit(E)) -> d_step { hear(E, true) }; watch() }
  :: atomic { WITHOUT_DISTINCT && (stewards & bit(E)) && !silent -> d_step { hear(E, false); hear(S, false) }; watch() }
  :: atomic { WITHOUT_DAY_IN_LEASE -> d_step { hear(S, false) }; watch() }
  :: atomic { WITHOUT_LEASE_SIGNATURE -> d_step { hear(S, false) }; watch() }
  /* The two others put the silent one out of office: an entry that everybody is shown. */
  :: atomic { stewards == 7 && silent && removed == NOT_YET -> d_step { stewards = bit(S) | bit(T); settle() }; watch() }
  :: silent = true
  :: raided = true
  :: atomic { lapse && !chose -> d_step { chose = true }; watch() }
  od
}
