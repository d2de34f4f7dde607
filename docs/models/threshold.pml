/*
 * Who may change who the stewards are. docs/models/README.md says what is left out.
 *
 * S and T are honest stewards. E is a steward who lies, with two devices. P is E's puppet, let in as a member. F was a
 * steward. S and T sign what they decide together, and one may leave; E signs what it likes and uses every signature that
 * was ever made for another act.
 */
#define S 0
#define T 1
#define E 2
#define P 3
#define F 4
#define bit(x) (1 << (x))
#define count(m) (((m) & 1) + (((m) >> 1) & 1) + (((m) >> 2) & 1) + (((m) >> 3) & 1) + (((m) >> 4) & 1))
/* docs/decisions/0010 */
#define threshold(m) (count(m) >= 3 -> 2 : 1)

mtype = { NONE, RAISE, LOWER, REMOVE };

byte stewards = 7;
byte members = 7;
bool lowered;        /* watched: the group's suite went down */
mtype willed = NONE; /* what S has signed an approval for, and of whom */
byte whom;
hidden byte signers, n, t, before;

/* Counts whose signatures stand under an act of E, and what that act needs. */
inline weigh(act, subject) {
  before = stewards;
  signers = bit(E);
  if :: WITHOUT_CURRENT_STEWARD -> signers = signers | bit(F) :: else fi;
  if :: WITHOUT_MEMBERS_ARE_NO_STEWARDS -> signers = signers | bit(P) :: else fi;
  if
  :: willed != NONE && ((willed == act && whom == subject) || WITHOUT_APPROVAL_OF_THE_ACT) -> signers = signers | bit(S)
  :: else
  fi;
  n = count(signers & (stewards | (WITHOUT_CURRENT_STEWARD -> bit(F) : 0) | (WITHOUT_MEMBERS_ARE_NO_STEWARDS -> bit(P) : 0)));
  n = n + (WITHOUT_ONE_VOTE_A_MEMBER -> 1 : 0);
  t = threshold((WITHOUT_COUNT_BEFORE -> stewards & ~bit(subject) : stewards));
  t = (WITHOUT_TWO_SIGNATURES -> 1 : t)
}

inline make(act, subject) {
  if
  :: act == RAISE -> stewards = stewards | bit(subject)
  :: act == LOWER -> stewards = stewards & ~bit(subject)
  :: else -> stewards = stewards & ~bit(subject); members = members & ~bit(subject)
  fi;
  assert(stewards)
}

#define lastOne(subject) (stewards == bit(subject) && !WITHOUT_LAST_STEWARD_STAYS)

inline actOfE(act, subject) {
  weigh(act, subject);
  if
  :: (stewards & bit(E)) && n >= t && !((act != RAISE) && lastOne(subject)) ->
     make(act, subject);
     /* Alone, nobody moves the stewards where the threshold says two. */
     assert(count(before) < 3 || (willed == act && whom == subject) || stewards == before)
  :: else
  fi;
  signers = 0; n = 0; t = 0; before = 0
}

#define both ((stewards & bit(S)) && (stewards & bit(T)))

init {
  do
  /* S approves of one act, and T may carry it out. */
  :: d_step { both && (stewards & bit(E)) && willed == NONE -> willed = LOWER; whom = E }
  :: d_step { both && willed == NONE && (members & bit(P)) -> willed = REMOVE; whom = P }
  :: d_step { both && (stewards & bit(E)) && willed == LOWER && whom == E -> make(LOWER, E); assert(!GOAL_EQUIVOCATOR_OUT) }
  /* T leaves: its own signed LEAVE is all that it takes, unless it is the last. */
  :: d_step { (stewards & bit(T)) && !lastOne(T) -> make(REMOVE, T) }
  /* With two, either can put the other out, and the interface says so. */
  :: d_step { (stewards & bit(S)) && (stewards & bit(E)) && threshold(stewards) == 1 -> make(LOWER, E) }
  :: d_step { (stewards & bit(E)) && (members & bit(P)) -> actOfE(RAISE, P) }
  :: d_step { (stewards & bit(S)) -> actOfE(REMOVE, S) }
  :: d_step { (members & bit(P)) -> actOfE(REMOVE, P) }
  :: d_step { (stewards & bit(T)) -> actOfE(LOWER, T) }
  :: d_step { (stewards & bit(E)) -> actOfE(LOWER, E) }
  /* E lets its puppet in again under a new name. */
  :: d_step { (stewards & bit(E)) && !(members & bit(P)) ->
       members = members | bit(P);
       stewards = (WITHOUT_ADD_MAKES_A_MEMBER -> stewards | bit(P) : stewards);
       assert(!(stewards & bit(P))) }
  /* The suite, and what else only t may change. It never goes down, whoever signs. */
  :: d_step { stewards == bit(E) -> lowered = WITHOUT_SUITE_NEVER_FALLS; assert(!lowered) }
  od
}
