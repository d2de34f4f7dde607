/*
 * Approvals of a join request: what they bind, what they outlive, when they die. docs/models/README.md says what is
 * left out.
 *
 * S and T are honest stewards, E is a steward who lies, F was one until a moment ago. The policy asks for M approvals.
 * Whoever carries the ADD shows clients the approvals of its choice, also old ones and ones for another request.
 */
#define S 0
#define T 1
#define E 2
#define F 3
#define bit(x) (1 << (x))
#define DAYS 3    /* an approval's life, 14 days outside the model */
#define LONG 4
#define HEADS 3 /* entries after the one that opened the invite */

byte stewards = 7;
byte m = 2;         /* approvals that the policy asks for */
byte version = 1;   /* of the policy */
byte request = 1;   /* hash of what the joiner asks for, in the newest version */
byte seq;           /* of the group's head */
bool open = true;   /* the invite is */
bool admitted;

/* The newest approval of each. */
byte forRequest[4]; /* 0: none */
byte underVersion[4];
byte age[4];
byte named[4];      /* the head that it names */
bool otherLine[4];  /* that head is on another branch */
byte sinceSeq[4];   /* in office since the entry of this number */
/* Watched: who still stands to what it approved, for the newest request. */
byte means;
hidden byte x, n, held;

inline forget(who) { means = means & ~(who) }

#define inOffice(x) (WITHOUT_CURRENT_STEWARD || (stewards & bit(x)))
#define thisRequest(x) (forRequest[x] && (WITHOUT_REQUEST_HASH || forRequest[x] == request))
#define thisPolicy(x) (WITHOUT_POLICY_VERSION || underVersion[x] == version)
#define fresh(x) (WITHOUT_END || age[x] <= DAYS)
#define onLine(x) (WITHOUT_HEAD_ON_LINE || !otherLine[x])
#define sameTerm(x) (WITHOUT_SAME_TERM || named[x] >= sinceSeq[x])
#define survives(x) (!WITHOUT_SURVIVING_OTHER_ENTRIES || named[x] == seq)
#define good(x) (inOffice(x) && thisRequest(x) && thisPolicy(x) && fresh(x) && onLine(x) && sameTerm(x) && survives(x))

/* What clients say of an ADD that cites everything there is. Its author E or S adds its own approval when it signs. */
inline judge() {
  n = 0;
  for (x : S .. F) {
    if
    :: (good(x) || (WITHOUT_APPROVAL_SIGNATURE && inOffice(x))) && x != E -> n = n + (WITHOUT_DISTINCT -> m : 1)
    :: else
    fi
  }
  /* E approves whatever it is asked for, as long as it is in office. */
  n = n + ((stewards & bit(E)) -> 1 : 0);
  held = ((means & bit(S)) -> 1 : 0) + ((means & bit(T)) -> 1 : 0) + ((stewards & bit(E)) -> 1 : 0)
}

inline watch() {
  d_step {
    judge();
    /* Nobody comes in without M people in office who stand to this very request; with them, it does. */
    assert(!((open || WITHOUT_OPEN_INVITE) && n >= m && !(open && held >= m)));
    assert(!(open && held >= m && n < m));
    assert(!GOAL_APPROVED_ACROSS_ENTRIES || !(open && n >= m && m == 3 && named[S] < named[T] && named[T] < seq));
    assert(!GOAL_APPROVED_AGAIN || !(open && n >= m && sinceSeq[T] > 0 && version == 2));
    n = 0; held = 0; x = 0
  }
}

inline approve(who) {
  forRequest[who] = request; underVersion[who] = version; age[who] = 0; named[who] = seq; otherLine[who] = false;
  means = means | bit(who)
}

init {
  /* F approved while it was in office. */
  forRequest[F] = 1; underVersion[F] = 1;
  if
  :: m = 2
  :: m = 3
  fi;
  do
  :: atomic { (stewards & bit(S)) -> d_step { approve(S) }; watch() }
  :: atomic { (stewards & bit(T)) -> d_step { approve(T) }; watch() }
  /* T was shown another branch and approved there. It stands to that for the group as it was there, not here. */
  :: atomic { (stewards & bit(T)) -> d_step { approve(T); otherLine[T] = true; forget(bit(T)) }; watch() }
  /* An entry that has nothing to do with it. */
  :: atomic { seq < HEADS -> seq++; watch() }
  :: atomic { seq < HEADS && version < 2 -> d_step { seq++; version++; forget(15) }; watch() }
  :: atomic { seq < HEADS && (stewards & bit(T)) -> d_step { seq++; stewards = stewards & ~bit(T); forget(bit(T)) }; watch() }
  :: atomic { seq < HEADS && !(stewards & bit(T)) -> d_step { seq++; stewards = stewards | bit(T); sinceSeq[T] = seq }; watch() }
  :: atomic { seq < HEADS && (stewards & bit(E)) -> d_step { seq++; stewards = stewards & ~bit(E) }; watch() }
  /* The joiner, or a thief of the link, writes another request. */
  :: atomic { request < 2 -> d_step { request++; forget(15) }; watch() }
  :: atomic { open -> open = false; watch() }
  :: atomic {
       d_step {
         for (x : S .. F) {
           age[x] = (age[x] < LONG -> age[x] + 1 : LONG);
           if :: age[x] > DAYS -> forget(bit(x)) :: else fi
         }
         x = 0
       }
       watch() }
  od
}
