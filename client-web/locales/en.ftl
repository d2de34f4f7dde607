### Everything that the page says. Plain words, second person, verbs on buttons. "Admin" is a steward.

## General
back = Back
next = Next
cancel = Cancel
close = Close
retry = Try again
send = Send
you = You
you-inside = you
you-mark = (you)
someone = Someone
copied = Copied
copy-failed = Your browser didn't allow copying. Please select the text and copy it yourself.
loading = Loading …
loading-what = Starting the encryption on this device.
step = { $at } of { $of }
field-empty = Please fill this in.
group-unnamed = Your group
title = { $name } – Understory
title-unread = ({ $count }) { $name } – Understory
days = { $count ->
    [one] 1 day
   *[other] { $count } days
  }
people = { $count ->
    [one] Only you
   *[other] { $count } people
  }

not-loaded = This part of the page could not be loaded. It comes from the server, so it needs a connection.
choose-one = Choose at least one.
picker-more = { $count } more. Type a part of the name to find them.
scan-start = Use the camera
scan-stop = Stop the camera
scan-view = What the camera sees
scan-denied = The camera can't be used here: there is none, or your browser doesn't allow it. Paste the text of the code instead, or compare by eye.
scan-paste = Or paste the text of the code
scan-use = Use this text
code-as-text = The code as text
words-hint = Type the first letters and choose. Space goes on to the next word. You can paste all of them into the first field.
word-number = Word { $number }
words-unknown = Not in the list of words: number { $numbers }. Look again, one letter may be wrong.

done = Done.
moment-ago = a moment ago
moment-soon = in less than a minute
asked-others = The other admins are asked to agree. Until then nothing changes.
hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
  }
at-once = At once
admins-count = { $count ->
    [one] 1 admin
   *[other] { $count } admins
  }
voices-needed = { $count ->
    [one] Another admin has to agree before this happens.
   *[other] { $count } more admins have to agree before this happens.
  }
undos = Can still be taken back
undo = Undo
undo-leaves = It leaves this device in { $seconds } s.
undo-announced = { $what } It can be taken back for 10 seconds.

people-announcement = { $count ->
    [0] Everyone reads, admins write
    [one] Everyone reads, admins and 1 more write
   *[other] Everyone reads, admins and { $count } more write
  }
people-few = { $count ->
    [one] Only you
   *[other] Only { $count } people know of it
  }

moved-title = The group has moved to another server
moved-what = It is at { $server } now. Open that address in this browser, then link it with a device that is there already, or use your recovery sheet. What is here stays to be read.
welcome-title = You are in
welcome-what = Everything that is said from now on is here, and nothing from before. “How we decide” tells who decides what, and Ctrl+/ shows the keys.
welcome-seen = Got it

## What went wrong
error-bad-link = This link is not complete. Ask for it again, and copy all of it.
error-wrong-server = This link belongs to another server. Open it at the address that it begins with.
error-name-length = This name is empty or too long.
error-text-length = This text is too long.
error-not-steward = Only an admin can do this.
error-no-such = This is no longer there.
error-timer-range = This timer is too short or too long.
error-already-decided = Somebody has decided this already.
error-last-steward = You are the only admin. You can delete the group instead.
error-offline = This needs a connection. Try again when you are online.
error-ticket-used = This link has already been used to found a group. Ask whoever runs this server for a new one.
error-invite-used = This invite has already been used. If that was not you, tell the person who sent it to you: somebody else may have it.
error-invite-expired = This invite has expired or was withdrawn. Ask for a new one.
error-not-allowed = The server refused this.
error-wrong-passphrase = That is not the passphrase of this device.
error-busy = Something else is being done. Try again in a moment.
error-storage = This device could not store it. Check that there is space, and that your browser keeps data for this site.
error-self = You can't do this to yourself.
error-not-silent = An admin has been heard of in the last seven days, or you were not connected on three of them.
error-not-keeper = Only a keeper of this channel can do this.
error-last-keeper = You are its only keeper. Make somebody else a keeper first.
error-alarm = Two requests came by this invite. Say first which of them is right.
error-too-many = There are as many already as there can be.
error-frozen = You are frozen: the group's admins have put you out for now.
error-revoked = This device was removed from the group.
error-bad-argument = Something in this is missing or not what it should be.
error-no-match = It does not match.
error-not-understood = That was not the right code.
error-fork = There are two versions of this group, so nothing is sent.
error-quota = The server has no more room for this group.
error-rate-limited = That was too much at once. Wait a minute, then try again.
error-too-far = The server keeps nothing for so long. Choose a shorter time.
error-stale = The group has changed meanwhile. Try again.
error-clock = This device's clock is wrong, so the server refused it.
error-refused = The server refused this.
error-engine = It could not be encrypted.
error-expired = Its time was over before it could be sent.
error-too-old = Its time was over before it could be sent.
error-unknown = This did not work. What was stored before is as it was.

## Before there is a group
start-title = You need a link
start-what = Understory is where a group talks in private. What you write is encrypted on your device, and only members of the group can read it.
start-need = To join, ask a member of the group for an invite link and open it here. There is nothing to sign up for.
start-member = Already a member?
start-link = Link this browser
start-recover = I have a recovery sheet
link-new-what = On your other device, open “My devices” and choose “Link another device”. It shows a code and ten words.
link-how = How do you bring the code here?
link-scan = Scan it, or paste its text
link-words = Type the ten words
link-words-note = The other device has to use the same server: { $server }.
link-not-code = That is no code for linking. An invite looks similar, but can't be used here.
link-go = Link this browser
link-busy = Looking for your other device …
recover-how = What do you have?
recover-sheet = My recovery sheet
recover-parts = Parts that people keep for me
parts-what = Be with one of the people who keep a part, and scan it from their screen. The others can do the same, or read theirs to you.
parts-so-far = { $count } of { $needed } parts
parts-paste = The text of a part
parts-not-part = That is no part of a recovery sheet.
parts-again = Part number { $number } is there already.
parts-spoken = Or let somebody read it to you
parts-number = Number of the part
parts-words = Its ten words
parts-add = Add this part
recover-what = Scan the code on your sheet, or paste or type the line of text below it.
recover-honest = You get your membership back, and nothing of what was written before. Your other devices are removed, so that whoever has them can't go on reading.
recover-paste = The line of text on the sheet
recover-not-sheet = That is no recovery sheet. The line begins with understory-recovery.
recover-do = Ask to come back
recover-busy = Sending your request …
honest-web = For two people in danger, Signal's app is still the better choice. This page's code comes from the server each time it opens, and it has had no outside audit yet.

found-title = Found a group
found-what = You will be the group's admin: you invite people, and you decide who gets in. The server learns neither the name of the group nor who is in it.
found-group = Name of the group
found-group-hint = Everyone who joins will see it. You can't change it yet.
found-do = Found the group
found-busy = Founding the group …
found-failed-title = The group could not be founded
founding-title = Founding your group
founding-what = This takes a few seconds.
founding-offline = Waiting for a connection to the server. It goes on by itself.
your-name = Your name in this group
your-name-hint = Members see it, the server doesn't. It need not be your real name.

join-title = You have been invited
join-what = This link is an invite to a group on { $server }. An admin of the group decides whether you get in.
join-admins-see = What the group's admins see
join-admins-see-what = The name you choose, your answer, and which invite you used. Nothing else.
join-members-see = What members see
join-members-see-what = Once you are in: your name, and what you write. Never your phone number, your e-mail address or your location.
join-operator-sees = What whoever runs the server sees
join-operator-sees-what = That somebody at your internet address uses this server, and when. Not your name, not what you write, not which people you talk with.
join-you-see = What you will see
join-you-see-what = Everything that is said after you got in. Nothing from before.
join-name-title = What should people call you?
join-name-hint = It need not be your real name. Choose one that the group will know you by and that tells strangers nothing.
join-answer-title = Who are you to this group?
join-answer = Why do you want to join, and who knows you?
join-answer-hint = Only the group's admins read this, to decide. Write what a person who knows you would recognise.
join-do = Ask to join
join-busy = Sending your request …
join-bad-title = This invite doesn't work
join-bad-next = Nothing was sent, and nothing was stored on this device.
join-failed-title = You could not ask to join

answering-title = The group has questions
answering-loading = Getting the group's questions …
answering-group = You are asking to join “{ $name }”.
answering-for = This invite is for { $name }.
answering-readers = { $readers ->
    [one] Your answers are read by one admin and nobody else.
   *[other] Your answers are read by { $readers } admins and nobody else.
  }
answering-keep = They are deleted { $days ->
    [one] a day
   *[other] { $days } days
  } after the decision.
answering-voices = { $voices ->
    [one] One admin has to approve.
   *[other] { $voices } admins have to approve.
  }
answering-claim = So the link says. You can check it with the person who invited you.
answering-vouchers = Who in the group may know you?
answering-vouchers-again = It replaces what you wrote here before.
answering-vouchers-hint = Names by which the group knows them. You can leave it empty.

passphrase = Passphrase
passphrase-title = Protect this device
passphrase-what = A passphrase locks the group on this device. You will need it each time you come back.
passphrase-which = Which passphrase do you want?
passphrase-words = Six words, drawn for you
passphrase-words-note = Nobody can guess these, even with a copy of your disk.
passphrase-own = One of my own
passphrase-own-note = Only if you are sure: most phrases that people make up can be guessed.
passphrase-own-label = Your passphrase
passphrase-own-hint = At least { $count } characters. Several unrelated words are best.
passphrase-show = Show
passphrase-hide = Hide
passphrase-hidden = Six words, hidden
passphrase-other = Draw other words
passphrase-written = I have written these words down, or I know them by heart.
passphrase-not-written = Write the words down first, then tick the box.
passphrase-too-short = At least { $count } characters.
passphrase-no-reset = Nobody can reset it. Without it, what is on this device is lost.
strength-too-short = Too short yet: at least { $count } characters.
strength-weak = Easy to guess for someone with a copy of your disk.
strength-fair = Not bad, if it is no quotation and no pattern.
strength-long = Long. Good, if it is no quotation.

waiting-title = An admin will look at your request
waiting-sending = Your request is being sent.
waiting-what = You can close this page and come back. As soon as an admin has let you in, the group opens here.
waiting-welcomed = You are in. Getting the group …
waiting-since-back = You asked { $when }.
waiting-since = You asked as { $name }, { $when }.
waiting-offline = You are offline. Your request stays, and this page goes on when you are back.
waiting-safety-number = If you can talk with the admin, read these numbers to each other. If they are the same, nobody has put their own key in place of yours.
waiting-stay = You will need your passphrase when you come back.
waiting-delete = What you wrote is deleted on { $when } at the latest.
waiting-notes = From the admins
waiting-note-question = A question for you
waiting-note-declined = Your request was declined
waiting-note-handed-over = Another admin looks at your request now
waiting-answers = Your answers
waiting-change = Change my answers
waiting-change-what = Admins who have approved already have to look again.
waiting-send-again = Send them again
waiting-in-person = In person
waiting-in-person-what = If somebody from the group is with you, let them scan your code. Then they know that this request is yours.
waiting-code-show = Show my code
waiting-code-hide = Hide my code
waiting-qr = Your code, for somebody from the group to scan
waiting-scan = Then scan the admin's code
waiting-scan-what = Your device then accepts the group in the state that this admin knows, and no other that somebody might put in its place.
waiting-scanned = Kept. If the group is another one than this admin's, your device will refuse it.
returning-title = You have asked to come back
returning-wait = An admin has to say yes, and will call you first. As soon as that is done, the group opens here.
withdraw = Withdraw the request
withdraw-title = Withdraw your request?
withdraw-what = The invite is used up, and everything is removed from this device. To ask again you need a new invite.
problem-next = Nothing of the group is on this device. Clear what was begun, then open another link.
problem-clear = Clear and start again

## Unlock
unlock-title = Unlock
unlock = Unlock
unlock-busy = Unlocking …
unlock-wait = Wait { $seconds ->
    [one] 1 second
   *[other] { $seconds } seconds
  }
unlock-ignored-link = This browser already holds a group, so the link you opened was not used. To use it, open it in another browser or profile.
unlock-half-missing = Part of this device's key is gone, probably because site data was cleared. The passphrase alone can't unlock it any more.
caps-lock = Caps Lock is on.
forgot = I forgot my passphrase
forgot-title = Nobody can recover it
forgot-what = Your passphrase is known to nobody else, and there is no way around it. You can remove everything from this device, and ask an admin for a new invite. Messages that are only on this device are lost then.

## Wiping and leaving
wipe = Wipe this device
wipe-title = Wipe this device?
wipe-what = Your keys and all messages are removed from this device. You stay a member in the eyes of the others until an admin removes you, but you can't come back without a new invite.
wipe-short = Remove your keys and all messages from this device.
wipe-type = Type “{ $word }” to go on
wipe-word = wipe
wiped-title = This device is clean
wiped-revoked = Another device of yours, or the group's admins, took this browser out of the group. If that was not you, ask an admin over another channel.
wiped-what = Keys and messages have been removed. You can close this page.
leave = Leave the group
leave-title = Leave the group?
leave-what = You will receive nothing more, and you can't come back without a new invite. The others keep what you wrote until it disappears.
leave-short = Leave this group. The others see that you left.
delete-group = Delete the group
delete-title = Delete the group for everyone?
delete-what = The server removes everything that it holds for this group, and nobody can write any more. Members keep what is already on their devices until it disappears or they wipe it.
delete-short = Delete this group from the server, for everyone. You are its admin, so you can't simply leave.
endings-title = Leaving

end-declined-title = Your request was declined
end-declined-what = The group's admins decided not to let you in. They don't have to say why. Wipe this device to remove what was prepared.
end-declined-reason = What the admins wrote to you
end-removed-title = You are no longer in this group
end-removed-what = An admin removed you. You receive nothing more. What you already have stays on this device until you wipe it.
end-frozen-title = You are frozen
end-frozen-what = The group's admins have put you out of the group for now. You receive and send nothing. They can bring you back: then this page goes on by itself. What you already have stays on this device.
end-left-title = You have left the group
end-left-what = You receive nothing more. What you already have stays on this device until you wipe it.
end-deleted-title = The server no longer has this group
end-deleted-what = Most likely an admin deleted it for everyone. It could also be that the server lost it, or hides it: ask the others. What you already have stays on this device until you wipe it.
end-halted-title = Sending has stopped
end-halted-what = This device has seen two different, correctly signed versions of who is in this group. That must never happen: somebody with an admin's key, or the server together with them, is showing different things to different people. Nothing is sent from here any more.
end-halted-do = What you can do
end-halted-do-what = Talk with the others over another channel, best in person, and compare who sees what. Don't wipe this device: what it holds is the proof.
held-revoked-title = This device was removed
end-read = Read what is here
end-about = What happened?
read-only = You can read, but nothing can be sent from here.

unsupported-title = This browser can't do it
unsupported-secure = This page must be opened over https, or encryption is not possible. Check the address.
unsupported-crypto = This browser has no built-in encryption. Please use a current Firefox, Chrome, Edge or Safari.
unsupported-worker = This browser has no module workers, or they are switched off. Please use a current browser.
unsupported-storage = This browser doesn't let the page store anything, perhaps because this is a private window. Open it in a normal window.
unsupported-locks = This browser can't keep two tabs from getting in each other's way. Please use a current browser.
broken-title = Something broke
broken-storage = This device could not store what had to be stored, so the page stopped before sending anything more. Check that there is space left.
broken-engine = The encryption on this device has stopped. What was stored is as it was.
broken-again = Start again
elsewhere-title = Open in another tab
elsewhere-what = Your group is already open in another tab or window of this browser. Only one at a time can use it.
elsewhere-lost = Your group has been opened in another tab or window. This one is locked.
elsewhere-take = Use it here
elsewhere-failed = The other tab didn't let go. Close it, then try again.

## The group
navigation = Group
channels = Channels
channels-none = There is no channel yet. An admin can make one.
channels-none-admin = There is no channel yet. Make the first one with the plus above.
channel-new = New channel
channel-name = Name of the channel
channel-name-hint = Everyone in the group will see it and can read and write there. The server doesn't learn the name.
channel-name-hint-few = Only the people in it will see it.
channel-kind = Who is it for?
channel-kind-member = Only the people you choose can read this channel, and others can't see that it exists. Channels for everyone are made by admins.
channel-kind-open = For everyone
channel-kind-open-note = All members read and write.
channel-kind-announcement = For announcements
channel-kind-announcement-note = All members read; admins and those you choose write.
channel-kind-need-to-know = For those who need to know
channel-kind-direct = Direct
channel-kind-need-to-know-note = Only the people you choose read and write. Others can't see that it exists, admins neither.
channel-posters = Who writes here
channel-posters-hint = Admins always can.
channel-posters-are = The admins, and:
channel-posters-set = Set who writes
channel-people = Who is in this channel
channel-people-hint = They read what is written from when they come in.
channel-few = Only these people can read this channel. Others can't see that it exists.
channel-keepers = Who keeps it, besides you
channel-keepers-hint = Keepers let people in and take them out. There have to be at least two, so that the channel outlives a lost phone.
channel-keepers-few = Choose at least one more keeper.
channel-keeper = Keeper
channel-keeper-make = Make { $name } a keeper
channel-keeper-end = End { $name }'s keeping
channel-add = Let people in
channel-add-who = Who comes in?
wishes = What waits for another keeper
wishes-what = This takes the voices of more than one keeper.
wishes-wait = { $count ->
    [one] 1 thing waits for your voice
   *[other] { $count } things wait for your voice
}
wish-add = Let in: { $names }
wish-remove = Take out: { $names }
wish-keeper = Make a keeper: { $names }
wish-no-keeper = End the keeping of: { $names }
wish-timer = Messages disappear after { $duration }
wish-timer-off = Messages don't disappear
wish-voices = { $count ->
    [one] One keeper is enough to let somebody in
   *[other] Letting somebody in takes { $count } keepers
}
wish-by = Wanted by { $names }
wish-agree = Agree
wish-agree-what = { $names } wanted this. Once enough keepers agree it is done, and can't be taken back.
wish-back = Take my voice back
channel-out = Take { $name } out
channel-out-title = Take { $name } out of this channel?
channel-out-what = { $name } stays in the group, and reads nothing more here. What { $name } has already received stays with them.
channel-leave = Leave this channel
channel-leave-title = Leave this channel?
channel-leave-what = You read nothing more here, and you can't come back unless a keeper lets you in.
channel-leave-last = You are its only keeper. Make somebody else a keeper first.
channel-held = nothing can be sent here now
channel-create = Make the channel
channel-unnamed = Unnamed channel
unread = { $count } unread
unread-mentions = { $count } unread, { $mentions ->
    [one] 1 mention
   *[other] { $mentions } mentions
  }
unread-first = Unread first
channels-filter = Find a channel
section-favourites = Favourites
section-channels = Channels
section-direct = Direct messages
section-archived = Archived
channel-draft = draft
channel-muted = muted
channel-timer = disappearing
channel-more = More about { $name }
search = Search
thread = Thread
pins = Pinned
notify-new = There is something new.
channel-gone = This channel is no longer there.
nothing-chosen = Choose a channel.
back-to-list = Back to the list
place-requests = Requests
place-invites = Invites
place-decisions = Decisions
place-vouching = Who knows whom
place-rules = How we decide
place-devices = My devices
place-recovery = Coming back
place-reports = Reports
place-fork = Two versions
place-succession = Other admins
place-settings = Settings
place-about = About
requests-waiting = { $count } waiting
go-to = Go to a channel
go-to-none = No channel has that in its name.

offline-title = You are offline
offline-what = You can read what is here. What you write is sent when you are back.
offline-queued = { $count ->
    [one] 1 message waits and is sent when you are back.
   *[other] { $count } messages wait and are sent when you are back.
  }
clock-title = Your clock is wrong
clock-wrong = This device's clock is off by about { $off }. Set it right, or messages may disappear at the wrong time.
clock-right = Right, by the server's clock.

lease-ending-title = The admins have not been heard of
lease-ending-what = Sending stops { $when }, because then nobody can know whether the server hides that somebody was removed.
lease-lapsed-title = Nobody has confirmed this group lately
lease-lapsed-what = Nothing is sent since { $when }. You can read, and in each channel you can choose to go on.
lease-going-on-title = You go on without a confirmation
lease-going-on-what = Nobody has confirmed the group since { $when }. Your messages carry a mark.
lease-missing = Not heard of: { $names }.
lease-admins = As an admin, it is enough that you have the group open here.
lease-absent = Not here for long: { $names }
lease-absent-what = Without every admin's word the others can't be sure that nothing is hidden. Who is gone for good should be put out of office.
lease-see = See { $name }
lease-more = There is more than the server shows
lease-more-what = An admin has signed a later state of this group than the one you were given. It may only be slow. If this stays, ask an admin over another channel.
alert-own-device-added-title = A new device reads along as you
alert-own-device-added-what = It was linked on { $when }.
alert-own-recovery-title = Somebody asks to come back as you
alert-own-recovery-what = With your recovery sheet, on { $when }. If it works, this device is removed.
alert-own-device-revoked-title = One of your devices was removed
alert-own-device-revoked-what = On { $when }. It receives nothing more.
alert-clock-title = Your clock is wrong
alert-clock-what = Admins and the server agree on another time than this device, since { $when }.
alert-me = That was me
alert-seen = I have seen it
alert-not-me = That was not me
alert-deny = Remove that device
alert-deny-title = Remove the device that was not you?
alert-deny-what = It is out at once, together with everything that it has linked. Change nothing else before you know how somebody got to one of your devices: a screen left open, a code read over your shoulder, a lost phone.

## People
members = Members
members-what = Only these people can read what is written here.
members-search = Search by name
members-none = Nobody by that name.
person = Person
person-since = In the group since { $when }.
role-steward = Admin
role-member = Member
role-me = { $role }, this is you
safety-number = Safety number
safety-number-copy = Copy the number
remove = Remove { $name }
remove-title = Remove { $name }?
removed-toast = { $name } has been removed.
members-gone = { $count ->
    [one] 1 person who was in
   *[other] { $count } people who were in
  }
member-frozen = Frozen: out, but can be brought back
member-removed = Removed from the group
member-left = Left
member-quarantined = Messages are held back
person-founder = Founded the group.
person-invited = Invited by { $name }.
person-approved = Approved by { $names }.
quarantined-title = { $name } sees another version of this group
quarantined-what = A message of { $name } names a state of the group that contradicts yours. It may be a mistake, or somebody shows { $name } something else. Their messages wait until that is cleared up. Ask { $name } over another channel who is in the group.
verification = Verification
verified-no = Not verified yet. You only know that the server and the admins call this person so.
verified-yes = Verified on { $when }.
verified-changed = Verified on { $when }, but a device has come since that you have not verified.
verified-changed-what = Perhaps { $name } has a new phone. Perhaps somebody else has. Ask, then compare again.
verified-short-yes = Verified
verified-short-changed = New device since you verified
verify = Verify { $name }
verify-again = Verify { $name } again
verify-what = Do this when you are with { $name }, or on a call where you know the voice. If both of you see the same, nobody is in between.
verify-how = How do you compare?
verify-numbers = Read the numbers to each other
verify-numbers-note = Works without a camera and over the phone.
verify-scan = Scan { $name }'s code
verify-scan-note = When you are in the same room.
verify-show = Show my code to { $name }
verify-show-after = When { $name }'s device says that it matches, scan { $name }'s code too.
verify-qr = Code for { $name } to scan
verify-match-title = It matches
verify-match-what = You have verified { $name }. You will be told if a new device comes.
verify-no-match-title = It does not match
verify-no-match-what = This happens by mistake more often than by attack. Until you know, write nothing to { $name } here that others must not read.
verify-step-again = Compare again: both of you on the other's page, and every group of digits.
verify-step-other = If it still differs, talk over another channel: has { $name } joined again, or with another name?
verify-step-admin = If nothing explains it, tell an admin in person. Do not remove anybody in a hurry.
verify-not-understood-title = That was not the right code
verify-not-understood-what = Scan the one on { $name }'s screen, under “Verify”, “Show my code”.
verify-failed-title = That did not work
verify-failed-what = Nothing has changed. Try again.
verify-compare-again = Compare again
verify-withdraw = Withdraw the verification
verify-withdraw-title = Withdraw the verification of { $name }?
verify-withdraw-what = { $name } then counts as not verified, and you can write without being asked. You can verify again at any time.
devices-of = { $count ->
    [one] 1 device
   *[other] { $count } devices
  }
devices-of-none = { $name } has no device any more and receives nothing. A recovery sheet or a new invite brings them back.
device-by-first = First device, since
device-by-link = Linked from another device,
device-by-sheet = Came back with a recovery sheet,
device-new = New
device-office = Holds the office
device-leaving = Being removed
device-remove = Remove this device
device-remove-of = Remove a device of { $name }?
device-remove-of-what = It reads nothing that is written from now on. What it has already received stays on it. { $name } stays in the group with their other devices.
office = What admins can do
office-appoint = Make { $name } an admin
office-appoint-title = Make { $name } an admin?
office-appoint-what = { $name } is asked first. Admins let people in and remove them, together with you.
office-demote = Take back { $name }'s office
office-demote-title = Take back { $name }'s office?
office-demote-what = { $name } stays a member, and can't decide anything any more. Invites that { $name } made and that are still open are revoked.
office-resign = Give up my office
office-resign-title = Give up your office?
office-resign-what = You stay a member. Another admin's device carries it out as soon as it is online.
office-move-office = Hold my office with this device
office-move-office-title = Hold your office with this device?
office-move-office-what = You decide with one device at a time. The other one can read and write as before, and decides nothing any more.
office-freeze = Freeze { $name }
office-unfreeze = Bring { $name } back
office-unfreeze-title = Bring { $name } back?
office-unfreeze-what = { $name } reads what is written from then on, and nothing from the time between.
office-readmit = { $name } has lost everything
office-readmit-title = Let { $name } in again?
office-readmit-what = For somebody without a device and without a recovery sheet. The old membership is removed and you get a new invite for them. It costs them their history, and others have to verify them again.
office-through = Freeze everyone who came in through { $name }
office-remove = Remove { $name }
remove-what = { $name }: out at once, in every channel. The group gets new keys, so nothing that is written from now on can be read by them.
remove-keeps = They keep what they already received.
remove-channels = They also lose: { $channels }.
remove-unknown-channels = And whatever need-to-know channels they are in that you are not.
remove-devices = { $count ->
    [0] They have no device at the moment.
    [one] One device is cut off.
   *[other] { $count } devices are cut off.
  }
remove-office = Their office ends; { $count ->
    [one] one admin is left.
   *[other] { $count } admins are left.
  }
remove-final = It can't be undone. To come back they need a new invite.
freeze-title = Freeze { $name }?
freeze-back = They can be brought back later as they were.
frozen-toast = Frozen: { $name }.
through-title = Freeze everyone who came in only through { $name }?
through-what = If { $name } was never who they seemed to be, neither may be those whom nobody else invited or approved. That is worked out from the signed record:
through-do = Freeze { $count ->
    [one] 1 person
   *[other] { $count } people
  }
through-count = { $count ->
    [one] 1 person
   *[other] { $count } people
  }
on-record = What is on record
on-record-what = Signed by admins, and the same for everyone. Nobody can change it afterwards.
on-record-none = Nothing on this device.
record-invited = Invited
record-approved = Approved
record-admitted = Let in
record-appointed = Made an admin
record-demoted = Office taken back
record-frozen = Frozen
record-returned = Brought back
record-removed = Removed
record-device-added = Device added
record-device-revoked = Device removed
record-recovered = Came back with a sheet
record-other = Something this version does not know

## Decisions
decisions-what = Some things take more than one admin. Here is what has been proposed.
decisions-none = Nothing waits for a decision.
decision-by = Proposed by { $name }, { $when }.
decision-expires = Lapses { $when }.
decision-deciding = Enough have agreed. It is being carried out.
decision-approve = Agree
decision-approve-title = Agree to this?
decision-approve-last = Your voice is the last that was missing: it happens at once.
decision-approve-more = It takes more voices than yours.
decision-withdraw = Withdraw my proposal
decision-withdraw-title = Withdraw your proposal?
decision-withdraw-what = Nothing happens then. The voices for it are void.
decision-appoint = Make { $names } an admin
decision-demote = Take back the office of { $names }
decision-remove = Remove { $names }
decision-freeze = Freeze { $names }
decision-unfreeze = Bring back { $names }
decision-policy = { $rule }: { $value }
decision-range = What the timer of { $channel } may be: at least { $shortest }, at most { $longest }
no-limit = no limit
decision-policy-other = Change a rule that this version does not know
decision-questions = New questions to newcomers
decision-revoke-device = Remove a device of { $names }
decision-add-device = Add a device of { $names }
decision-recovery = Let { $names } come back with a recovery sheet
decision-move-server = Move the group to { $text }
decision-resolve = Settle which version of the group counts
decision-succession = Choose { $names } as new admins
decision-delete-group = Delete the group for everyone
kind-approve = You approved a request.
kind-admit = Somebody is let in.
kind-decline = A request is declined.
kind-appoint = A new admin is made.
kind-demote = An office is taken back.
kind-remove = Somebody is removed.
kind-freeze = Somebody is frozen.
kind-unfreeze = Somebody is brought back.
kind-policy = A rule is changed.
kind-questions = The questions are changed.
kind-revoke-device = A device is removed.
kind-add-device = A device is added.
kind-recovery = Somebody comes back with a sheet.
kind-move-server = The group moves to another server.
kind-resolve = A version of the group is chosen.
kind-succession = New admins are chosen.
kind-delete-group = The group is deleted.
decided = Just decided
decided-by = { $who } decided, { $when }: { $what }
offer-title = { $who } asks you to become an admin
offer-what = Admins let people in and remove them, and the others rely on them being there. You hold the office with this device.
offer-accept = Accept
offer-refuse = Refuse
offer-accept-title = Become an admin?
offer-accept-what = Open the group at least every few days: your device vouches then for who is in it, and without that the others are warned.
offer-refuse-title = Refuse the office?
offer-refuse-what = You stay a member. The admins see that you refused.

## Rules
rules-admins = Admins
rules-admins-are = Who decides about the group: { $names }.
rules-voices = { $voices ->
    [one] While there are fewer than three admins, each can decide everything alone.
   *[other] Removing or making an admin, changing these rules, and removing many at once take { $voices } admins.
  }
rules-three = Better have three admins
rules-three-what = With fewer, one lost phone may leave nobody who can let people in, and one admin alone can do anything.
rules-three-do = Choose people
rules-values = What holds in this group
rule-change = Change: { $rule }
rule-set = Change it
rule-approvals = Approvals for a newcomer
rule-approvals-what = So many admins have to approve each newcomer, if there are so many.
rule-approvals-void = Approvals given so far don't count any more once this is changed.
rule-lease = How long the group is known to be complete
rule-lease-what = When no admin's device has been heard of for so long, the server may be hiding something, and sending stops until you choose to go on.
rule-absence = Absence of an admin
rule-absence-what = An admin who has not been there for so long holds everyone up, and should be put out of office.
rule-answers = Answers of newcomers are kept
rule-answers-what = After the decision, answers, vouches and notes are deleted everywhere after so long.
rule-devices = Admins for another device
rule-devices-what = So many have to agree when a member links another device.
rule-recovery = Delay for a recovery sheet
rule-recovery-what = So long a returning person waits after an admin's confirmation, and can be stopped from their other devices.
questions = Questions to newcomers
questions-what = They answer these before an admin looks at their request. Only admins read the answers, which are deleted after { $days } days.
questions-none = None of the group's own. Newcomers are asked why they want to join and who knows them.
questions-change = Change the questions
questions-hint = Ask what only somebody who belongs to you would know. Leave a field empty to drop it.
questions-set = Use these questions
question-number = Question { $number }
question-more = One more question

## Devices
devices-what = Everything here reads and writes as you. What you don't know, remove at once.
device-this = This device
device-kind-first = Your first device
device-kind-link = A linked device
device-kind-sheet = Came back with your sheet
device-since = Since { $when }
device-since-under = Linked by the one above, { $when }
device-unknown = New. Do you know it?
device-leaving-what = It is cut off already. An admin's device finishes it when it is online.
device-remove-others = Remove all others
device-remove-title = { $count ->
    [one] Remove this device?
   *[other] Remove { $count } devices?
  }
device-remove-do = { $count ->
    [one] Remove it
   *[other] Remove { $count } devices
  }
device-remove-what = At once, everyone's device stops encrypting to it, and the group gets new keys. What it has already received stays on it. All your devices are told.
device-under = What it has linked
device-under-what = Whoever has the device may have linked these. They go too, unless you are sure of them.
device-keep = Keep the one linked { $when }
device-remove-offline = You are offline. It is cut off as soon as you are back; until then it reads along.
device-removed = Removed.
device-removed-later = It is removed as soon as you are online.
link-add = Link another device
link-before = The other device becomes yours too: it reads and writes as you, and everyone in the group sees that you have another one.
link-copied = What goes over
link-copied-what = Names, and your settings.
link-not-copied = What doesn't
link-not-copied-what = Messages from before, and whom you have verified. Compare again there.
link-voices = In this group, two admins have to agree to another device.
link-show = Show the code
linking-title = Linking this browser
linking-showing = On the new device, open this server's address and choose “Link this browser”. Then scan this code. It works once.
linking-qr = Code for linking a device
linking-copy = Copy the code's text
linking-words = Ten words to type
linking-words-what = Instead of the code, where there is no camera.
linking-until = Expires { $when }.
linking-connecting = The devices are finding each other …
linking-connecting-title = The devices are finding each other.
linking-compare-title = Are these words the same on both?
linking-compare-old = Look at the new device. Go on only if it shows these four words, in this order.
linking-compare-new = Look at your other device. Go on only if it shows these four words, in this order.
linking-check = Four words to compare
linking-confirmed = Said to be the same here. Now say so on the other device.
linking-waiting-title = Waiting for an admin's device
linking-waiting-old = It adds the new device to the signed record, without anybody having to look. You can close this; it goes on.
linking-waiting-new = It adds this browser to the signed record, without anybody having to look. Keep this page open if you can.
linking-alarm-title = Somebody else used this code
linking-alarm = Two devices answered to it, so it may have been read over your shoulder. Nothing was linked. Try again where nobody can see your screen.
linking-failed-title = This did not work
linking-failed = The words were different, or time was up. Nothing was linked.
linking-done-title = Linked
linking-done-old = The new device is in. It is in the list with this one above it.
linking-done-new = This browser is in.
check-devices = { $count ->
    [one] You use this device alone.
   *[other] You use { $count } devices.
  }
check-devices-new = A device is new. Look whether you know it.
check-verified = People you have verified
check-verified-count = { $verified } of { $count }. Compare with those you write to about what others must not know.
check-verified-changed = { $changed ->
    [one] One person has a device that you have not verified.
   *[other] { $changed } people have a device that you have not verified.
  }
check-verified-see = See the people
check-devices-see = See my devices

## Coming back
last-step = Last step
sheet = Recovery sheet
sheet-title = A sheet to come back with
sheet-for = If you lose every device, a sheet of paper with ten words and a code brings your membership back. An admin has to say yes, so who finds it alone can't use it.
sheet-what = Print this, or copy it by hand. If you lose every device, it brings your membership back once an admin has said yes. It never brings back what was written.
sheet-words = The ten words of your sheet
sheet-qr = Your recovery sheet as a code
sheet-print = Print
sheet-copy = Copy the line of text
sheet-print-title = Keep this where nobody looks, and not with your devices.
sheet-care = Keep it away from your devices, and don't photograph it. There is no name on it, and nothing of your group.
sheet-later = Later
sheet-later-what = You can put it off and make one in “Coming back”. Until then, losing this device means that an admin has to invite you anew.
sheet-have = I have it on paper
sheet-none = I want none
sheet-none-title = Do without a sheet?
sheet-none-what = If you lose every device, an admin can only invite you anew: you become another member in the eyes of the group, and others have to verify you again. A sheet that you have already is worth nothing then.
sheet-none-any-more = No sheet any more
sheet-rehearse = Type these three words from your sheet
sheet-rehearse-what = Look at the paper, not at the screen. So you know that it can be read when you need it.
sheet-rehearse-wrong = That is not what stands there. Compare with your sheet, letter by letter.
sheet-check = Check
sheet-show = Show the sheet
sheet-make = Make a sheet
sheet-make-what = It is made on this device and shown once.
sheet-new = Make a new sheet
sheet-new-what = The sheet that you have now is worth nothing from then on, and parts of it that others keep neither. Take a new one if the old one may have been seen.
sheet-none-state = You have no sheet.
sheet-made-state = You have a sheet, but have not tried whether it can be read.
sheet-rehearsed-state = You have a sheet, and it can be read.
shares = Parts with people you trust
shares-none = Nobody keeps a part of your sheet.
shares-with = { $names } each keep a part; it takes { $needed } of them.
shares-what = Each person gets a part of your sheet. Fewer than you choose here learn nothing from theirs. To come back, they read their parts to you, and an admin still has to say yes.
shares-who = Who keeps a part?
shares-who-hint = Three to eight people whom you can reach without this group.
shares-who-wrong = Choose three to eight people, at least as many as it takes.
shares-needed = How many does it take?
shares-needed-of = { $needed } of { $count }
shares-deal = Give parts to people
shares-deal-do = Give them their parts
shares-recall = Take the parts back
shares-recall-what = Their devices forget the parts as soon as they are online. Who has written one down still has it: make a new sheet if that worries you.
held-shares = Parts that you keep for others
held-shares-what = Read a part only to its owner, in person or where you know the voice, and never send it. The app can't know who asks.
held-share-show = Show { $name }'s part
held-share-hide = Hide it
held-share-number = Part number { $number }
held-share-whole = If { $name } is with you, let them scan this instead. At least one part has to be scanned.
held-share-qr = { $name }'s part as a code
held-share-words = Words of { $name }'s part
returning-other = { $name } asks to come back. Call { $name }.
returning-other-what = Someone with { $name }'s recovery sheet asked { $when }.
returning-call = Whoever found or took the sheet could ask too, so say yes only after you have talked with { $name } in person or on a call where you know the voice.
returning-mine = Somebody asks to come back as you
returning-mine-what = With your recovery sheet, { $when }. If that was not you, say so: then the sheet is worth nothing any more.
returning-effective = It takes effect { $when }, unless somebody stops it.
returning-confirm = I have talked with { $name }
returning-confirm-title = Let { $name } come back?
returning-confirm-what = { $name }'s new device is added and all their others are removed. They read what is written from then on.
returning-veto = Refuse it
returning-veto-title = Refuse this return?
returning-veto-mine = The request is refused, for everyone. Then make a new sheet.
returning-veto-other = { $name } can't come back with this request. They need another sheet or a new invite.

## When no admin is heard of
succession-none = The admins have been heard of lately. There is nothing to decide.
succession-silent-title = No admin has been heard of for days
succession-silent = The last sign of one came { $ago }.
succession-asked-title = Members want other admins
succession-see = See what can be done
succession-heard = The last sign of an admin came { $ago }, { $when }.
succession-heard-never = No admin was ever heard of on this device.
succession-what = When all admins have been silent for seven days, { $needed } of the { $members } other members can choose new ones. The admins of now then become plain members.
succession-unknown-title = What nobody can know here
succession-unknown = The server may be hiding the admins from you and the others, and they are there. Ask them first over another channel: call them, go and see them. Be sure, too, that the ones named are the ones you mean.
succession-wait = You can say yes { $when }, if no admin is heard of until then.
succession-away = You were connected on { $online } of the last seven days. It takes { $days }, so that you would have noticed an admin.
succession-no-part = This device has no part of the key that is needed in the end. Your voice counts all the same.
succession-name = Name new admins
succession-name-what = You name at least two. They have to agree, and the others are asked.
succession-name-who = Who should become an admin? { $least } to { $most } people.
succession-choice = New admins: { $names }
succession-voices = { $count } of { $needed } have said yes.
succession-voices-of = Yes from { $names }.
succession-not-agreed = Not agreed yet: { $names }. Nobody becomes an admin without saying yes here.
succession-deciding = This device is putting it into effect.
succession-own = You said yes.
succession-yes = Say yes to { $names }
succession-yes-title = Should { $names } become the admins?
succession-yes-what = Once { $needed } of { $members } say so, { $names } become the admins, and nobody else is one any more.
succession-yes-you = You are one of them: with this you agree to become an admin, on this device.
succession-yes-final = You can take this back for ten seconds. After that it can't be withdrawn; it ends when an admin signs again.
succession-said = You said yes. It leaves in ten seconds.

## Two versions of the group
fork-none = There is only one version of this group. All is well.
fork-fork-what = There are two correctly signed versions of who is in this group. So somebody with an admin's key, or that admin's device, has signed two things for one place. Nothing is sent until the admins settle which version counts.
fork-succession-what = No admin had signed for long, and enough members have chosen new admins. Your device knows the former line. Nobody can decide for you which to follow.
fork-branch = Version { $number }
fork-branch-mine = Version { $number }: what this device followed
fork-signed = Signed by { $names }, { $when }.
fork-removes = It removes { $names }.
fork-adds = It lets in { $count ->
    [one] 1 person
   *[other] { $count } people
  }.
fork-changes-nobody = It changes nothing about who is in.
fork-do = What you can do
fork-do-admin = Talk with the other admins over another channel, best in person. Then each of you chooses the same version here. Who signed both has no say.
fork-do-member = Talk with the others over another channel, best in person: who sees which version? The admins have to settle it. Don't wipe this device.
fork-choose = Choose version { $number }
fork-choose-title = Is version { $number } the one that counts?
fork-choose-what = What the other version removed stays removed, and the device that signed both is put out. You can choose once; so be sure that the other admins choose the same.
fork-move-over-short = The other version has been settled on, or chosen by the members. You can follow it.
fork-move-over = Follow the others
fork-move-over-what = Your device takes the other version as the group. What was decided only on yours is given up. Messages that you have stay.
fork-stay = Stay here
fork-stay-what = Your device stays with its own version, and nothing is sent until that is settled otherwise.
fork-proof = Save the proof
fork-proof-what = The proof is a file that anyone can check without this server. It holds who signed what, and no names and no messages.
fork-proof-none = There is nothing yet that others could check.

## Vetting
invites-what = An invite brings one person to the door. You still decide whether they get in.
invites-none = No invites yet.
invite-new = New invite
invite-note = Who is it for?
invite-note-hint = A note for you and the other admins, so that you know whose request it is.
invite-no-note = Invite without a note
invite-valid = Valid for
invite-make = Make the invite
invite-open = Open, expires { $when }
invite-pending = Being registered at the server
invite-used = Used
invite-revoked = Revoked
invite-expired = Expired
invite-declined = The request was declined
invite-show = Show the link
invite-revoke = Revoke the invite
invite-revoke-title = Revoke this invite?
invite-revoke-what = The link for “{ $note }” stops working at once.
invite-link = Invite link
invite-link-what = Send this to one person, over a channel that you both trust. It works once.
invite-link-pending = The server doesn't know this invite yet. The link works as soon as you are online.
invite-link-secret = Whoever has the link can ask to join in that person's place.
invite-copy = Copy the link
invite-qr = The invite link as a code to scan
requests-none = Nobody is waiting.
request-when = Asked { $when }, with: { $note }.
request-answer = Their answer
request-no-answer = No answer.
request-safety-number = If you can talk with { $name }, compare these numbers. { $name } sees the same ones while waiting.
approve = Let { $name } in
decline = Decline { $name }
request-by = Invited by { $name }.
request-answers = What they answered
request-vouchers = Who may know them, in their words
request-decide = Decide
request-deciding = This is being decided.
request-changed = The answers were changed { $when }. Approvals and vouches for the former ones don't count any more.
request-expires = The request expires { $when }.
request-delete = Answers, vouches and notes are deleted on { $when }. What stays is who invited, who approved, and when.
request-alarm = Two requests by one link
request-alarm-what = Somebody else may have got hold of the link. Ask the person you invited, over another channel, to read you their safety number. Until an admin has said which request is theirs, nobody can be let in.
alarm-this = This request
alarm-other = The other request
alarm-number = Safety number of { $name }
alarm-choose-this = This one is right
alarm-choose-other = The other one is right
alarm-title = Are you sure which is right?
alarm-what = Only go on if you have compared the number with the person you invited. The other request is dropped.
approvals-of = { $count } of { $needed } approvals
approvals-none = Nobody has approved yet.
approve-last = Your approval lets { $name } in. They will read everything written from then on, and nothing from before.
approve-more = Your approval alone doesn't let { $name } in yet. It can't be taken back later than 10 seconds after.
voice-given = You have approved.
voice-blocked = Your approval doesn't count here, so somebody else has to decide.
voice-alarm = Nobody can approve before an admin has said which of the two requests is right.
vouches = Vouches
vouches-what = Advice from members, signed by them. Only admins see it, and it lets nobody in.
vouches-none = Nobody has vouched.
vouches-count = { $count ->
    [one] 1 vouch
   *[other] { $count } vouches
  }
vouches-against = { $count } against
vouch-know-well = Knows them well
vouch-met = Has met them
vouch-worked-with = Has worked with them
vouch-against = Speaks against it
notes = Notes of the admins
notes-what = Only admins see these.
notes-none = Nothing yet.
note-note = noted
note-asked = asked them
note-declined = declined
note-escalated = asked all admins to look
note-met = met them and compared the numbers
note-handed-over = handed it to { $name }
note-handed-back = handed it back to all admins
action-ask-back = Ask a question
action-met = We meet in person
action-hand-over = Hand over
action-escalate = Ask all admins
action-note = Add a note
action-ask-vouch = Ask a member
decline-title = Decline { $name }?
decline-what = The request is closed and the invite can't be used again.
decline-who-reads = Who reads your reason?
decline-private = Only the admins
decline-shared = { $name } too
decline-text = Reason, if you want to give one
decline-do = Decline { $name }
decline-done = The request of { $name } was declined.
ask-back-title = Ask { $name } a question
ask-back-what = { $name } reads it while waiting, and can change their answers. Approvals given before don't count then.
ask-back-text = Your question
ask-back-do = Ask
ask-back-done = Your question is on its way to { $name }.
hand-over-title = Hand over { $name }'s request
hand-over-what = It shows who should decide next. Everyone else still can.
hand-over-to = To whom?
hand-over-all = All admins
hand-over-do = Hand over
hand-over-done = Handed over.
escalate-title = Ask all admins to look at { $name }'s request
escalate-what = Your words stand beside the request, for admins alone.
escalate-text = What should they look at?
escalate-do = Ask all admins
escalate-done = The other admins will see it.
note-title = Add a note about { $name }
note-what = Only admins see it, until the request is deleted.
note-text = Your note
note-do = Add the note
note-done = Your note stands beside the request.
ask-vouch-title = Ask whether somebody knows { $name }
ask-vouch-what = The members you choose learn the name, and nothing of the answers.
ask-vouch-members = Whom do you ask?
ask-vouch-text = What should they know?
ask-vouch-do = Ask
ask-vouch-done = Asked.
met-title = You and { $name }, in person
met-scan = Scan { $name }'s code
met-scan-what = { $name } has it on the waiting page, under “In person”.
met-compare = Or compare by eye
met-done = You have made sure that this request is { $name }'s.
met-show = Now let { $name } scan you
met-show-what = With this code, { $name }'s device accepts this group in its present state, and no other that somebody might put in its place.
met-qr = Code for the person who wants to join
met-differs = Don't let this request in
met-differs-what = Somebody else's key is where { $name }'s should be. Decline this request, and invite { $name } again with a new link, handed over in person.
compare-match = They are the same
compare-no-match = They are different
queue-sort = Order
queue-sort-waiting = Longest waiting first
queue-sort-newest = Newest first
queue-sort-missing = Fewest approvals missing
queue-filter = Show
queue-filter-all = All
queue-filter-mine = Handed to me
queue-filter-voice = Without my approval
queue-filter-alarm = With an alarm
queue-none-fits = None of them. Show all to see the others.
queue-keys = J and K go to the next and the previous one.
queue-choose = Choose a request.
queue-gone = This request is no longer there. Somebody decided it, or it was withdrawn.
queue-back = All requests
queue-since = { $when }, with: { $note }
queue-deciding = Being decided
queue-voice-given = You approved
queue-handed = For { $name }
decided-admit = { $who } let them in { $when }.
decided-decline = { $who } declined this { $when }.
bulk = Decline several
bulk-title = Decline several requests
bulk-what = For spam. They are told nothing but that the request was declined, and their invites can't be used again.
bulk-which = Which ones?
bulk-type = Type how many you have chosen
bulk-wrong = You have chosen { $count }.
bulk-do = Decline { $count ->
    [one] 1 request
   *[other] { $count } requests
  }
bulk-done = { $count ->
    [one] 1 request was declined.
   *[other] { $count } requests were declined.
  }
vouching-what = Admins may ask whether you know somebody who wants to join. What you say is signed by you and only admins see it.
vouching-none = Nobody asks you about anyone.
vouching-from = { $name } asks. Please answer { $when }.
vouching-given = You have said: { $what }
vouching-answer = Say what you know
vouching-change = Change what you said
vouching-meet = Somebody in front of you wants to join?
vouching-meet-what = Scan the code on their waiting page, and tell the admins how you know them.
vouching-scan = Scan their code
vouching-scan-what = It is on their waiting page, under “In person”.
vouching-this-person = this person
vouch-title = What do you know of { $name }?
vouch-what = Admins see it with your name, until the request is deleted.
vouch-how = How do you know them?
vouch-note = Anything else, if you want
vouch-do = Tell the admins
vouch-done = The admins will see what you said.
invite-for = Name of the person
invite-for-hint = Shown to them when they open the link, and to the other admins. Leave it empty if the link could be read by others.
invite-channels = Which channels do you show them first?
invite-channels-hint = They will be able to read every open channel anyway.
invite-decides = { $voices ->
    [one] One admin has to approve.
   *[other] { $voices } admins have to approve.
  }
invite-asks = { $count ->
    [0] The group asks newcomers no questions of its own.
    [one] They answer the group's question.
   *[other] They answer the group's { $count } questions.
  }
invite-facts = Made by { $by }. { $voices ->
    [one] One admin has to approve.
   *[other] { $voices } admins have to approve.
  }
invite-into = Shows first: { $channels }.
invite-exposed = Known to somebody who is no admin any more
invite-exposed-what = They could use it themselves, or stand in for the person it is for. Better revoke it and make a new one.

## Settings
check-up = Is everything all right here?
check-lock = Lock
kdf-argon2id = A passphrase locks this device. Guessing it costs { $memory } MB of memory and { $iterations } rounds for each try (Argon2id).
kdf-pbkdf2-sha512 = A passphrase locks this device. Guessing it costs { $iterations } rounds for each try (PBKDF2), because this browser is too slow for Argon2id. Use a long one.
check-storage = Storage
storage-persistent = Your browser keeps this group's data until you remove it.
storage-may-be-cleared = Your browser may remove this group's data when space is short or when you have not come back for long. You would need a new invite then.
storage-unknown = Your browser doesn't say whether it keeps this group's data.
check-storage-ask = Ask the browser to keep it
check-clock = Clock
check-runtime = Encryption
runtime-wasm = Runs at full speed, as WebAssembly.
runtime-javascript = Runs as plain JavaScript, because this browser has no WebAssembly. It is slower, and just as strong.
check-audit = No outside audit yet
check-audit-what = Nobody outside the project has examined this encryption yet.
lock-title = Lock
lock-what = This device locks itself when it has not been used for 15 minutes. Locked, it shows and holds nothing in the open.
lock-now = Lock now

about-what = Understory is where a group talks in private. What you write is encrypted on your device. The server stores it unread, and only as long as it has to.
about-how = Who is in the group is decided by admins and signed with their keys. The server can't add anyone.
about-limits = What it can't protect you from
about-limit-code = The code of this page comes from the server each time it opens. Whoever controls the server could serve changed code.
about-limit-device = A hacked phone or computer. Whoever controls your device reads what you read.
about-limit-copies = Copies: anyone in the group can photograph or write down what they read, also when messages disappear.
about-limit-members = The wrong people. Whoever has been let in reads along until removed.
about-limit-operator = Whoever runs the server, or watches the network, can see that you use it, when, and from which address.
about-limit-first = Private windows and cleared site data: the group is gone from this device then.
about-signal = The encryption follows Signal's published protocol, but this program has not been examined by anyone outside the project. For two people in danger, Signal's app is still the better choice.
about-licence = Free software under the AGPL, version 3. The word list for passphrases is the Electronic Frontier Foundation's (CC BY 3.0).

## Shortcuts
shortcuts = Keyboard shortcuts
shortcut-go-to = Go to a channel
shortcut-channels = Previous or next channel
shortcut-unread = Previous or next unread channel
shortcut-regions = Next or previous part of the page
shortcut-items = In a list: previous or next
shortcut-latest = In messages: the latest
shortcut-list = This list
