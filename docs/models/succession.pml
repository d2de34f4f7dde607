/*
 * SUCCESSION: members put in new stewards when none is left who signs. docs/models/README.md says what is left out.
 *
 * S is the steward. A, B and C are members, C never says anything. I lies, and so does B in some runs, as a member or after
 * it was removed. The server hides the steward's signatures from whom it likes. A step of time is a day.
 */
#define A 0
#define B 1
#define I 2
#define C 3
#define bit(x) (1 << (x))
#define DAYS 2 /* 7 outside the model */
#define LONG 4

byte members;      /* plain members in the group */
bool falseB;       /* B lies */
byte entryAge;     /* days since the head was signed */
byte trueAge;      /* watched: days since S signed anything */
byte heard[2];     /* days since the newest signature of S that A, B have */
byte names;        /* who has signed a SUCCESSION */
byte meant;        /* watched: who has signed one for this head */
bool proven;       /* S is proven to have signed on two branches */
bool done;
bool gone;         /* S is gone: taken, or fled */
hidden byte x, votes, n;

#define count(m) (((m) & 1) + (((m) >> 1) & 1) + (((m) >> 2) & 1) + (((m) >> 3) & 1))
#define older(a) ((a) < LONG -> (a) + 1 : (a))

/* Two thirds of the plain members, rounded up, and never one alone. */
inline judge() {
  votes = (WITHOUT_SIGNATURES_OF_MEMBERS -> count(names) : count(names & members));
  n = (WITHOUT_TWO_THIRDS -> 1 : (count(members) * 2 + 2) / 3);
  n = ((n < 2 && !WITHOUT_TWO_AT_LEAST) -> 2 : n)
}

inline watch() {
  d_step {
    judge();
    if
    :: !done && votes >= n && (entryAge > DAYS || proven || WITHOUT_SEVEN_DAYS_AFTER_HEAD) ->
      done = true;
      /* Never by one member alone, nor by less than two thirds, nor by who is none. */
      assert(count(names & members) >= 2);
      assert(count(names & members) * 3 >= count(members) * 2);
      /* Whoever signs: not against a steward with an entry of the last days, unless it is proven to be false. */
      assert(entryAge > DAYS || proven);
      /* With one liar: an honest member had heard nothing of S for the whole time, since this very head. */
      assert(falseB || (meant & (bit(A) | bit(B))));
      assert(!(GOAL_HIDDEN_FROM_TWO_THIRDS && trueAge <= DAYS && !proven && !falseB));
      assert(!(GOAL_RESCUED && gone && !proven && !falseB));
      assert(!(GOAL_FALSE_STEWARD_REPLACED && proven && !gone && entryAge == 0))
    :: else
    fi;
    votes = 0; n = 0
  }
}

/* An honest member's client signs only when it has heard nothing of a steward for the whole time. */
#define quiet(x) (heard[x] > DAYS || proven || WITHOUT_SILENCE_FOR_WHO_SIGNS)

inline endorse(who) { names = names | bit(who); meant = meant | bit(who) }

init {
  if
  :: members = bit(A) | bit(B) | bit(I) | bit(C)
  :: members = bit(A) | bit(B) | bit(I)
  :: members = bit(A) | bit(I)
  :: members = bit(I)
  fi;
  if
  :: falseB = true
  :: skip
  fi;
  do
  :: atomic {
       d_step { entryAge = older(entryAge); trueAge = older(trueAge); heard[A] = older(heard[A]); heard[B] = older(heard[B]) }
       watch() }
  /* S signs a lease. Who is not shown it does not know. */
  :: d_step { !gone && !done -> trueAge = 0; heard[A] = 0 }
  :: d_step { !gone && !done -> trueAge = 0; heard[B] = 0 }
  /* S signs an entry: what was signed for another head is void. */
  :: d_step { !gone && !done ->
       trueAge = 0; entryAge = 0; heard[A] = 0; heard[B] = 0; names = (WITHOUT_BINDING_TO_THE_HEAD -> names : 0); meant = 0 }
  :: gone = true
  :: proven = true
  :: atomic { !done && (members & bit(A)) && quiet(A) -> d_step { assert(heard[A] > DAYS || proven); endorse(A) }; watch() }
  :: atomic { !done && !falseB && (members & bit(B)) && quiet(B) -> d_step { assert(heard[B] > DAYS || proven); endorse(B) }; watch() }
  :: atomic { !done && falseB -> d_step { endorse(B) }; watch() }
  :: atomic { !done -> d_step { endorse(I) }; watch() }
  od
}
