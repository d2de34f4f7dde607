### What stands around messages: fetched with the screens that show it.

## Messages
messages = Messages
timeline-empty = Nothing has been said here since you joined. Write the first message.
timeline-older = Show older messages
timeline-latest = Latest
announce-message = { $name }: { $text }
announce-many = { $count } new messages
item-spoken = { $name }: { $text }, { $time }
item-expires = disappears { $when }
state-queued = Waiting to be sent
state-sent = Sent
state-failed = Not sent
state-received = Received
state-unconfirmed = Written by somebody who was removed at about that time
failed-why = Not sent. { $why }
delete-message = Delete message
pending-no-sender-key = A message is here, but its key is not yet. It opens by itself when the author is online.
pending-no-epoch = A message is here, but this device is still catching up. It opens by itself.
pending-no-roster = A message is here, but this device is still catching up. It opens by itself.
pending-other = A message is here that can't be opened yet. It opens by itself.
unreadable-before-joining = Written before you joined. Only those who were in can read it.
unreadable-chain-moved-on = This message can't be opened any more, because its key has been used up. Ask the author to write it again.
unreadable-newer-client = Written with a newer version of this program. Reload the page to get it.
unreadable-bad = Something arrived here that is no valid message. It was ignored.
unreadable-other = This message can't be opened on this device. Ask the author to write it again.
system-created = { $who } made this channel, { $time }
system-joined = { $subject } joined, { $time }
system-removed = { $who } removed { $subject }, { $time }
system-left = { $subject } left, { $time }
system-frozen = { $who } froze { $subject }'s membership, { $time }
system-returned = { $who } brought { $subject } back, { $time }
system-appointed = { $who } made { $subject } an admin, { $time }
system-resigned = { $subject } is no longer an admin, { $time }
system-device-added = { $subject } uses another device, { $time }
system-device-revoked = A device of { $subject } was removed, { $time }
system-recovered = { $subject } came back with a recovery sheet. { $who } confirmed it, { $time }
system-timer-range = { $who } limited what the timer may be, { $time }
system-policy = { $who } changed how the group decides, { $time }
system-resolved = { $who } settled which version of the group counts, { $time }
system-succeeded = The members chose new admins, { $time }
system-moved = The group has moved to another server, { $time }
system-timer = { $who } set messages to disappear after { $duration }, { $time }
system-timer-off = { $who } set messages to stay, { $time }

item-unleased = Sent while no admin had confirmed who is in the group
gap-expired = Messages from { $from } to { $to } can't be read here: they had disappeared before this device was back.
gap-away = Messages from { $from } to { $to } can't be read here: this device was away for too long. Others may still have them.
gap-waiting = Messages from { $from } to { $to } can't be read here yet: their keys are on the way. They open by themselves.
held-not-sent = Not sent. The reason stands above.
held-halted-title = Sending has stopped
held-halted-what = There are two versions of who is in this group. Nothing is sent until that is settled.
held-no-lease-title = Nobody has confirmed this group lately
held-no-lease-what = The server may be hiding that somebody was removed. Ask an admin to open the group; then this ends by itself.
go-on = Go on without
go-on-title = Write although nobody has confirmed the group?
go-on-what = If the server is hiding something, somebody who was removed could read what you write. It counts until an admin is back.
go-on-mark = Your messages carry a mark, so that everyone sees it.
held-identity-changed-title = { $names }: a new device that you have not verified
held-identity-changed-what = You verified them, so nothing is sent before you have looked. Verify again, withdraw the verification, or send anyway, at the risk of everyone here. What you have written stays.
verify-withdraw-of = Withdraw the verification of { $name }
send-anyway = Send anyway
send-anyway-title = Send without verifying?
send-anyway-what = { $names } will read this channel with the new device. You are asked again when another device comes.
held-stale-title = This channel is getting new keys
held-stale-what = Somebody who was in it was removed, or lost a device. What you write waits, and is sent by itself as soon as one of the others is online.
held-not-poster-title = You read along here
held-not-poster-what = Admins decide who writes in this channel. Ask one of them if you should.
held-revoked-what = It receives and sends nothing more. If that was not you, ask an admin, over another channel.
held-gone-title = { $names } is no longer in the group
held-gone-what = What was said stays to be read until it disappears.
composer-label = Message { $name }
composer-timer = Disappears after { $duration }
composer-stays = Messages stay
composer-offline = Offline: sent when you are back
composer-left = { $count } left
composer-over = { $count } too many
composer-too-long = This message is too long. Shorten it or send it in parts.

## Disappearing
chip-timer = Disappears after { $duration }
chip-off = Messages stay
timer-title = Disappearing messages
timer-label = Messages disappear after
timer-rule = Counted from when a message is sent, so it goes at the same moment for everyone. A change counts for new messages, and everyone sees who made it.
timer-honest = Anyone can still copy, photograph or write down what they read.
timer-off = Off, messages stay
timer-custom = Another time
timer-amount = How long
timer-unit = Unit
timer-range = From { $shortest } to { $longest }.
timer-set = Set the timer
timer-now = Messages disappear after { $duration }.
timer-now-off = Messages stay.
timer-keepers = Only a keeper of this channel can change this.
timer-admins = Only an admin can change this.
unit-seconds = seconds
unit-minutes = minutes
unit-hours = hours
unit-days = days


## Reading
link-odd = Careful: letters of this address may only look familiar.
everyone = everyone
item-spoken-reply = { $name }, in reply to { $to }: { $text }, { $time }
edited = edited
pinned = pinned
new-divider = New
timeline-newer = Show newer messages
timeline-latest-new = { $count ->
    [one] Latest (1 new)
   *[other] Latest ({ $count } new)
  }
quote-gone = This message is no longer there.
quote-gone-now = This message has disappeared, or is not on this device.
gap-before = A message before this one is missing here. It is asked for by itself.
ask-again = Ask for it again
asked-again = Asked for { $when }.
deleted-by-me = You deleted this message.
deleted-by-author = Deleted by its author.
deleted-by-admin = { $by } deleted this message.
deleted-why = { $by } deleted this message: { $reason }
reactions = Reactions
reaction-spoken = { $emoji } { $count }
thread-count = { $count ->
    [one] 1 answer in its thread
   *[other] { $count } answers in its thread
  }
thread-in = in a thread
thread-messages = Messages of this thread
thread-gone = This thread is no longer there.
pins-count = { $count ->
    [one] 1 pinned
   *[other] { $count } pinned
  }
pins-none = Nothing is pinned here.
poll-spoken = question: { $question }
poll-votes = { $count ->
    [one] 1 vote
   *[other] { $count } votes
  }
poll-one = Choose one.
poll-several = Choose as many as you like.
poll-closed = Closed.
poll-closes = Closes { $when }.
poll-vote = Vote
once-closed = A message to be seen once
once-open = Open it
once-close = I have seen it
once-sent = You sent a message to be seen once.
once-honest = It is gone when you close it or leave this page. Nobody can prevent a photograph of the screen.
once-gone = This message is no longer there.
once-will = To be seen once
files = Files
image-of = picture: { $alt }
image-undescribed = a picture without a description
voice-note = voice note, { $duration }
file-named = file: { $name }
file-fetching = Getting the file
file-show = Show
file-listen = Listen
file-save = Save
file-not-said = The file is at the server, but the message about it was not sent. { $why }
file-fault-empty = This file is empty.
file-fault-too-large = This file is too large. At most 250 MB can be sent.
file-fault-kind = This is no picture or recording of a kind that can be cleaned. Send JPEG, PNG or WebP.
file-fault-gif = GIF pictures can't be cleaned. Save it as PNG and send that.
file-fault-heic = HEIC pictures can't be cleaned here. Let your phone make it a JPEG and send that.
file-fault-animated = Animated pictures can't be cleaned. Send a single picture of it.
file-fault-too-many-pixels = This picture has more points than this page may open. Make it smaller first.
file-fault-broken = This file is damaged, or no picture at all.
file-fault-not-clean = Something that is not the picture was still in it, so it is not sent. Try another way to save it, and tell an admin.
file-fault-turned-here = This browser protects its canvas, so the picture can't be turned upright. Turn it first and save it.
file-fault-cover-here = This browser protects its canvas, so parts of a picture can't be covered here. Use another browser, or cover them before.
file-fault-no-server = The server has not answered for a minute. Try again later.
file-fault-refused = The server refused this.
file-fault-gone = This file is no longer at the server.
file-fault-corrupt = What came is not what was sent, so it is not shown.
file-fault-storage = This device has no room for it.
file-fault-cancelled = Cancelled.
file-fault-failed = This did not work. Try again.
file-notice-still = Only the first picture of the animation is sent.
file-notice-wrong-ending = Its name says another kind than it is. It gets a new name.
file-notice-no-thumbnail = It has no small preview, because this browser protects its canvas.
file-notice-not-re-encoded = It was not encoded anew, because this browser protects its canvas. What describes it was taken out; the noise of its camera was not.

## What can be done with a message
tools = Actions
react = React
reply = Reply
more = More
thread-open = Open the thread
edit = Edit
copy-text = Copy the text
pin = Pin
unpin = Unpin
info = Info
report = Report to the admins
delete = Delete
delete-title-message = Delete this message?
delete-whom = For whom?
delete-all = Delete for everyone
delete-all-note = It goes from every device that is online now, and from the others when they are back. A line stays that says so. Whoever copied it still has it.
delete-me = Delete for me
delete-me-note = It goes from this device. The others still have it, and so have your other devices.
delete-reason = Why? The others read this
delete-reason-hint = You can leave it empty.
info-title = About this message
info-author = Written by
info-sent = Sent
info-expires = Disappears
info-stays = Stays
info-state = State
info-versions = What it said before
info-versions-none = Earlier versions are not on this device.
report-title = Report what { $name } wrote?
report-what = The group's admins get this message and what you write here. Nobody else learns of it, the author neither.
report-direct = A direct message can't be proven to others: the admins see that you say so, and have to believe you or not.
report-why = What is wrong with it?
report-do = Report it
report-done = The admins have been told.
block-too = Also stop showing me what { $name } writes
block-note = Only on your devices. Nobody is told.
block = Stop hearing { $name }
unblock = Hear { $name } again
blocked-now = You don't see what { $name } writes. Nobody is told.
blocked-title = People you don't hear
reports-what = What members told the admins about messages. Your device compares each with what it has received itself.
reports-none = Nobody has reported anything.
reports-failed = Reports can't be read right now.
report-by = { $name } reports
report-where = In { $channel }, { $when }
report-proven = { $name } wrote exactly this.
report-unproven = Not proven: it may not be what { $name } wrote.
report-no-record = Your device can't tell any more whether { $name } wrote this: it is too old, or it never got it.
report-mismatch = { $name } did not write this: it differs from what your device has received.
report-dismiss = Put this report away
report-see = See { $name }
emoji = Signs
emoji-find = Find a sign by its name
emoji-none = No sign by that name. Your keyboard may have it.

## Writing
composer-label-thread = Answer in this thread
composing-reply = Reply to { $name }
composing-edit = Edit your message
composing-leave = Leave it
composing-left = Back to the message.
composing-gone = The message that you were about has disappeared.
edit-save = Save the change
edit-done = The message is changed.
complete = Suggestions
complete-count = { $count ->
    [one] 1 suggestion
   *[other] { $count } suggestions
  }
paste-huge = This text is too long for one message. You can send it as a file.
paste-name = text.txt
drop-here = Let go here to add the file.
add = Add
add-file = Picture or file
add-voice = Voice note
add-poll = Question with answers
add-sign = Sign
add-once = To be seen once
add-once-not = Not only once
add-shorter = Disappear sooner
add-shorter-not = Disappear like the others
format = Format
format-bold = Bold
format-italic = Italic
format-strike = Struck out
format-code = Code
format-block = Block of code
format-quote = Quote
format-bullets = List
format-numbers = Numbered list
format-link = Link
shorter-title = Disappear sooner
shorter-what = Only this message. It can go sooner than the others of this channel, never later.
shorter-none = Messages go here as soon as they can.
shorter-do = Use it for this message
poll-new = Ask a question
poll-ask = Ask
poll-question = Question
poll-answer = Answer { $number }
poll-same = This answer is there twice.
poll-more = One more answer
poll-several-allowed = People may choose several
poll-ends = When does it end?
poll-ends-never = When it disappears
poll-ends-after = After { $duration }
poll-honest = Everyone in this channel sees who chose what.
send-title = Send files
send-caption = Words with it
send-too-many = At most { $count } files go with one message. The others were left out.
send-preview = What will be sent
send-cleaning = Cleaning the picture …
send-preparing = Preparing …
send-clean = Place, camera, time and all other hidden notes are removed.
send-as-is = Sent as it is: whatever is written inside this file goes with it, perhaps your name or a place.
send-blocked = This is not sent
send-alt = Describe the picture
send-alt-hint = For people who can't see it.
send-agreed = Everyone who can be recognised has agreed, or is covered
send-agreed-note = Faces, tattoos, number plates, name tags, screens in the background.
send-agreed-first = Look at the picture first, then tick the box.
send-drop = Leave it out
sending = Sending
sending-cancel = Stop sending
sending-cancelled = Stopped. Nothing was sent.
cover = Cover parts of it
cover-again = { $count ->
    [one] Cover more: 1 part is covered
   *[other] Cover more: { $count } parts are covered
  }
cover-title = Cover parts of the picture
cover-how = Draw boxes over it. By keys: add a box, move it with the arrows, resize it with Shift and the arrows, remove it with Delete. With Alt the steps are small.
cover-picture = The picture that is covered
cover-area = Box { $number }: { $x } % from the left, { $y } % from the top, { $width } % wide, { $height } % high
cover-added = Box { $number } added.
cover-dropped = Box { $number } removed.
cover-mode = What is covered?
cover-mode-cover = What is in the boxes
cover-mode-keep = Everything except what is in the boxes
cover-mode-keep-note = For crowds: show only what has to be seen.
cover-honest = What is covered is filled with one colour and can't be brought back, by you neither.
cover-add = Add a box
cover-done = Use this
voice-what = Your voice can be recognised. It disappears like any other message.
voice-start = Record
voice-stop = Stop
voice-again = Record again
voice-on = The microphone is on.
voice-recording = Recording. The microphone is on.
voice-made = Recorded. You can listen before you send it.
voice-denied = The microphone can't be used here: there is none, or your browser doesn't allow it.
voice-listen = Your recording

## Channels
people-direct = Only you two
safety-no = Not verified yet
safety-gone = No longer in the group
message-person = Message { $name }
mark-read = Mark as read
favourite = Put among favourites
favourite-not = Take out of favourites
mute-hour = Mute for an hour
mute-day = Mute for a day
mute-always = Mute until I change it
mute-end = No longer mute
archive = Archive
archive-not = Take out of the archive
channel-menu = { $name }
channel-leave-of = Leave { $name }?
channel-clear = Clear for me
channel-clear-of = Clear { $name } for you?
channel-clear-what = Every message that is here now goes from this device. The others still have them, and so have your other devices. What comes later is shown as always.
channel-clear-done = Nothing is left of it here.
timer-by = { $who } set it, { $when }.
oldest = The oldest that can be read here is from { $when } ({ $full }).
gone-on = What has expired is gone on { $gone } of { $of } devices that told.
range-least = The admins allow { $shortest } and more here.
range-most = The admins allow { $longest } and less here.
range-both = The admins allow { $shortest } to { $longest } here.
range-title = What may be chosen here
range-what = Signed by the admins. Timers outside of it don't count, whoever sets them. A timer that is outside now becomes the nearest that is not.
range-least-label = At least
range-most-label = At most
range-none = No limit
range-crossed = The least is more than the most.
range-do = Set the limits
range-set = The limits are set.

## Search
search-for = Search for
search-hint = Everything that this device can still read. What you look for stays here.
search-filters = Only some
search-from = From
search-anyone = Anyone
search-in = In
search-anywhere = All channels
search-has = With
search-has-any = Anything
search-has-file = A file
search-has-image = A picture
search-has-link = A link
search-has-poll = A question
search-has-voice = A voice note
search-before = Until
search-count = { $count ->
    [0] Nothing found
    [one] 1 message found
   *[other] { $count } messages found
  }
search-none = Nothing found. What has disappeared can't be found any more.
search-failed = Search doesn't work right now.
search-hits = Messages found
search-more = There are more. Type another word to find fewer.

## How one writes
writing-title = Writing
enter-label = The Enter key
enter-send = Sends the message
enter-send-note = Shift and Enter begin a new line.
enter-line = Begins a new line
enter-line-note = Ctrl and Enter send.

## Notifications
notify-title = Notifications
notify-what = While this page is open in the background. They only say that there is something new: no names, no words, no channels.
notify-on = Tell me when there is something new
notify-denied = Your browser doesn't allow notifications from this page.
quiet-from = Quiet from
quiet-to = Quiet until
quiet-none = Twice the same hour: never quiet.

## One's own history as a file
archive-title = Your messages as a file
archive-what = Take what you can read here with you, in a file that only six words open. What has expired, was deleted or can be seen only once is left out.
archive-take = Save my messages
archive-read = Read a saved file
archive-words = These six words open the file. Write them down now: they are not shown again, and nobody can find them out.
archive-stays = Messages in a file don't disappear. If one is found together with its words, everything in it can be read. Keep it only as long as you need it.
archive-save = Save the file
archive-taking = Saving your messages
archive-taken = { $count } messages are in the file.
archive-file = The file
archive-no-file = Choose a file first.
archive-open = Open
error-damaged = Either these are not its words, or the file is damaged.
archive-count = { $count } messages.
archive-newest = The newest { $count } are shown. The command line shows all.
archive-a-file = [file { $name }]

## Keys
shortcut-enter = Into a message, and out of it
shortcut-message = On a message: reply, react, thread
shortcut-message-more = On a message: edit, info, delete
shortcut-menu = Everything that can be done with a message or channel
shortcut-search = Search
shortcut-edit-last = In an empty message: edit the last one
shortcut-format = Bold, italic, code
