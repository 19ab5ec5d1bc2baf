<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>AccountsDialog</name>
        <message>
            <source>Mailboxes</source>
            <translation>Mailboxes</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Connect a mailbox…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Folders</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>On the server</source>
            <translation>On the server</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Here</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Settings…</translation>
        </message>
        <message>
            <source>Password…</source>
            <translation>Password…</translation>
        </message>
        <message>
            <source>Folders…</source>
            <translation>Folders…</translation>
        </message>
        <message>
            <source>Remove…</source>
            <translation>Remove…</translation>
        </message>
        <message>
            <source>No mailbox is connected.</source>
            <translation>No mailbox is connected.</translation>
        </message>
        <message>
            <source>Imported letters; there is no server.</source>
            <translation>Imported letters; there is no server.</translation>
        </message>
        <message>
            <source>not encrypted</source>
            <translation>not encrypted</translation>
        </message>
        <message>
            <source>Receiving: {server} ({security}), user {user}</source>
            <translation>Receiving: {server} ({security}), user {user}</translation>
        </message>
        <message>
            <source>Sending: {server} ({security})</source>
            <translation>Sending: {server} ({security})</translation>
        </message>
        <message>
            <source>Compared with the server: {when}</source>
            <translation>Compared with the server: {when}</translation>
        </message>
        <message>
            <source>Not yet compared with the server since the start.</source>
            <translation>Not yet compared with the server since the start.</translation>
        </message>
        <message>
            <source>Everything is in order.</source>
            <translation>Everything is in order.</translation>
        </message>
        <message>
            <source>{folder} (not synced)</source>
            <translation>{folder} (not synced)</translation>
        </message>
        <message>
            <source>Signs in with an access token from a program</source>
            <translation>Signs in with an access token from a program</translation>
        </message>
    </context>
    <context>
        <name>Acknowledgement</name>
        <message>
            <source>There is nothing to acknowledge yet</source>
            <translation>There is nothing to acknowledge yet</translation>
        </message>
        <message>
            <source>Connect a mailbox first.</source>
            <translation>Connect a mailbox first.</translation>
        </message>
        <message>
            <source>New letters are acknowledged from now on.</source>
            <translation>New letters are acknowledged from now on.</translation>
        </message>
        <message>
            <source>New letters are not acknowledged.</source>
            <translation>New letters are not acknowledged.</translation>
        </message>
        <message>
            <source>it was off</source>
            <translation>it was off</translation>
        </message>
        <message>
            <source>not in the inbox</source>
            <translation>not in the inbox</translation>
        </message>
        <message>
            <source>from ourselves</source>
            <translation>from ourselves</translation>
        </message>
        <message>
            <source>nobody to write to</source>
            <translation>nobody to write to</translation>
        </message>
        <message>
            <source>a letter that came back</source>
            <translation>a letter that came back</translation>
        </message>
        <message>
            <source>written by a machine</source>
            <translation>written by a machine</translation>
        </message>
        <message>
            <source>list or newsletter</source>
            <translation>list or newsletter</translation>
        </message>
        <message>
            <source>nobody reads that address</source>
            <translation>nobody reads that address</translation>
        </message>
        <message>
            <source>not written to us</source>
            <translation>not written to us</translation>
        </message>
        <message>
            <source>no new ticket</source>
            <translation>no new ticket</translation>
        </message>
        <message>
            <source>answered already</source>
            <translation>answered already</translation>
        </message>
        <message>
            <source>acknowledged already</source>
            <translation>acknowledged already</translation>
        </message>
        <message>
            <source>too old</source>
            <translation>too old</translation>
        </message>
        <message>
            <source>had one within a day</source>
            <translation>had one within a day</translation>
        </message>
        <message>
            <source>too many from one sender</source>
            <translation>too many from one sender</translation>
        </message>
        <message>
            <source>too many within an hour</source>
            <translation>too many within an hour</translation>
        </message>
        <message>
            <source>English</source>
            <translation>English</translation>
        </message>
        <message>
            <source>Russian</source>
            <translation>Russian</translation>
        </message>
        <message>
            <source>Ukrainian</source>
            <translation>Ukrainian</translation>
        </message>
    </context>
    <context>
        <name>AcknowledgementDialog</name>
        <message>
            <source>Acknowledgements of {mailbox}</source>
            <translation>Acknowledgements of {mailbox}</translation>
        </message>
        <message>
            <source>Acknowledge the first letter of each new ticket</source>
            <translation>Acknowledge the first letter of each new ticket</translation>
        </message>
        <message>
            <source>Once for the whole team, at most one a day for each person; never to machines, lists, or ourselves. It is sent while Postroom runs on at least one computer of the team; letters that waited for more than two days are left to you. A ticket still needs a reply afterwards.</source>
            <translation>Once for the whole team, at most one a day for each person; never to machines, lists, or ourselves. It is sent while Postroom runs on at least one computer of the team; letters that waited for more than two days are left to you. A ticket still needs a reply afterwards.</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Hours</translation>
        </message>
        <message>
            <source>Whom it reaches</source>
            <translation>Whom it reaches</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
    </context>
    <context>
        <name>AssignDialog</name>
        <message>
            <source>Assign to</source>
            <translation>Assign to</translation>
        </message>
        <message>
            <source>Type part of a name</source>
            <translation>Type part of a name</translation>
        </message>
        <message>
            <source>Members</source>
            <translation>Members</translation>
        </message>
        <message>
            <source>Nobody has this in their name.</source>
            <translation>Nobody has this in their name.</translation>
        </message>
        <message>
            <source>Assign</source>
            <translation>Assign</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Nobody</translation>
        </message>
    </context>
    <context>
        <name>Baggage</name>
        <message>
            <source>“{name}” is a folder. Pack it into one file first.</source>
            <translation>“{name}” is a folder. Pack it into one file first.</translation>
        </message>
        <message>
            <source>“{name}” is no file.</source>
            <translation>“{name}” is no file.</translation>
        </message>
        <message>
            <source>Picture.png</source>
            <translation>Picture.png</translation>
        </message>
        <message>
            <source>Attach files</source>
            <translation>Attach files</translation>
        </message>
        <message>
            <source>“{name}” was not attached: {why}</source>
            <translation>“{name}” was not attached: {why}</translation>
        </message>
    </context>
    <context>
        <name>CertificateDialog</name>
        <message>
            <source>Certificate of {account}</source>
            <translation>Certificate of {account}</translation>
        </message>
        <message>
            <source>Nothing was sent to {server}, because it does not prove to be the server that is meant. Either its certificate was not renewed properly, or somebody on the way answers in its place: a hotel’s log-in page, a virus scanner, an attacker.</source>
            <translation>Nothing was sent to {server}, because it does not prove to be the server that is meant. Either its certificate was not renewed properly, or somebody on the way answers in its place: a hotel’s log-in page, a virus scanner, an attacker.</translation>
        </message>
        <message>
            <source>Fetching the certificate…</source>
            <translation>Fetching the certificate…</translation>
        </message>
        <message>
            <source>Ask whoever runs the mail server, by telephone or another way than this mailbox, whether the fingerprint of now is theirs. Once the server shows a valid certificate, Postroom goes on by itself.</source>
            <translation>Ask whoever runs the mail server, by telephone or another way than this mailbox, whether the fingerprint of now is theirs. Once the server shows a valid certificate, Postroom goes on by itself.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Server</translation>
        </message>
        <message>
            <source>Made for</source>
            <translation>Made for</translation>
        </message>
        <message>
            <source>Made by</source>
            <translation>Made by</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Valid</translation>
        </message>
        <message>
            <source>{first} to {last}</source>
            <translation>{first} to {last}</translation>
        </message>
        <message>
            <source>Fingerprint now</source>
            <translation>Fingerprint now</translation>
        </message>
        <message>
            <source>Fingerprint on {day}</source>
            <translation>Fingerprint on {day}</translation>
        </message>
        <message>
            <source>Which certificate the server had before is not known here.</source>
            <translation>Which certificate the server had before is not known here.</translation>
        </message>
        <message>
            <source>It is the same certificate as before; it may have expired.</source>
            <translation>It is the same certificate as before; it may have expired.</translation>
        </message>
        <message>
            <source>It is another certificate than before.</source>
            <translation>It is another certificate than before.</translation>
        </message>
        <message>
            <source>The certificate cannot be fetched now: {error}</source>
            <translation>The certificate cannot be fetched now: {error}</translation>
        </message>
    </context>
    <context>
        <name>Changes</name>
        <message>
            <source>“{subject}”</source>
            <translation>“{subject}”</translation>
        </message>
        <message>
            <source>Moved from {folder} to {target}</source>
            <translation>Moved from {folder} to {target}</translation>
        </message>
        <message>
            <source>Marked as read</source>
            <translation>Marked as read</translation>
        </message>
        <message>
            <source>Marked as unread</source>
            <translation>Marked as unread</translation>
        </message>
        <message>
            <source>Flagged</source>
            <translation>Flagged</translation>
        </message>
        <message>
            <source>Flag removed</source>
            <translation>Flag removed</translation>
        </message>
        <message>
            <source>Marked as answered</source>
            <translation>Marked as answered</translation>
        </message>
        <message>
            <source>Marked as not answered</source>
            <translation>Marked as not answered</translation>
        </message>
        <message>
            <source>The server refused: {said}</source>
            <translation>The server refused: {said}</translation>
        </message>
        <message>
            <source>Meanwhile something else happened on the server; that counts.</source>
            <translation>Meanwhile something else happened on the server; that counts.</translation>
        </message>
    </context>
    <context>
        <name>ChangesDialog</name>
        <message>
            <source>Changes in {account}</source>
            <translation>Changes in {account}</translation>
        </message>
        <message>
            <source>These changes were made here and are not so on the server. Postroom shows what the server has; no letter is lost.</source>
            <translation>These changes were made here and are not so on the server. Postroom shows what the server has; no letter is lost.</translation>
        </message>
        <message>
            <source>Every change made here is on the server.</source>
            <translation>Every change made here is on the server.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Leave it as the server has it</source>
            <translation>Leave it as the server has it</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
    </context>
    <context>
        <name>Chip</name>
        <message>
            <source>Remove {who}</source>
            <translation>Remove {who}</translation>
        </message>
        <message>
            <source>This is no complete mail address.</source>
            <translation>This is no complete mail address.</translation>
        </message>
        <message>
            <source>Nobody of this domain takes part in the ticket yet.</source>
            <translation>Nobody of this domain takes part in the ticket yet.</translation>
        </message>
        <message>
            <source>Takes no part in the ticket yet.</source>
            <translation>Takes no part in the ticket yet.</translation>
        </message>
    </context>
    <context>
        <name>CompareDialog</name>
        <message>
            <source>What came meanwhile, and your letter</source>
            <translation>What came meanwhile, and your letter</translation>
        </message>
        <message>
            <source>Came since you began</source>
            <translation>Came since you began</translation>
        </message>
        <message>
            <source>Nothing new.</source>
            <translation>Nothing new.</translation>
        </message>
        <message>
            <source>Your letter, not sent</source>
            <translation>Your letter, not sent</translation>
        </message>
    </context>
    <context>
        <name>ComposeEdit</name>
        <message>
            <source>Text of the letter</source>
            <translation>Text of the letter</translation>
        </message>
    </context>
    <context>
        <name>ComposerDesk</name>
        <message>
            <source>The draft was discarded.</source>
            <translation>The draft was discarded.</translation>
        </message>
    </context>
    <context>
        <name>ComposerHead</name>
        <message>
            <source>To</source>
            <translation>To</translation>
        </message>
        <message>
            <source>Cc</source>
            <translation>Cc</translation>
        </message>
        <message>
            <source>Bcc</source>
            <translation>Bcc</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>Sender only</source>
            <translation>Sender only</translation>
        </message>
        <message>
            <source>Takes everybody out but the one who wrote the letter.</source>
            <translation>Takes everybody out but the one who wrote the letter.</translation>
        </message>
        <message>
            <source>Cc, Bcc</source>
            <translation>Cc, Bcc</translation>
        </message>
        <message>
            <source>In a window of its own</source>
            <translation>In a window of its own</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept (Esc)</source>
            <translation>Put it away; the draft is kept (Esc)</translation>
        </message>
        <message>
            <source>Put it away; the draft is kept</source>
            <translation>Put it away; the draft is kept</translation>
        </message>
        <message>
            <source>Below the ticket</source>
            <translation>Below the ticket</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Reply to all</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Forward</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>Talk by telephone, sent to nobody</source>
            <translation>Talk by telephone, sent to nobody</translation>
        </message>
        <message>
            <source>Automatic letter</source>
            <translation>Automatic letter</translation>
        </message>
    </context>
    <context>
        <name>ComposerNotices</name>
        <message>
            <source>I have read it</source>
            <translation>I have read it</translation>
        </message>
        <message>
            <source>Promise nothing</source>
            <translation>Promise nothing</translation>
        </message>
        <message>
            <source>{who} is answering this ({age}).</source>
            <translation>{who} is answering this ({age}).</translation>
        </message>
        <message>
            <source>With this letter you promise news by {time}.</source>
            <translation>With this letter you promise news by {time}.</translation>
        </message>
        <message>
            <source>Spelling is not checked just now.</source>
            <translation>Spelling is not checked just now.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
    </context>
    <context>
        <name>ComposerPanel</name>
        <message>
            <source>It is sent as soon as its files are taken in.</source>
            <translation>It is sent as soon as its files are taken in.</translation>
        </message>
        <message>
            <source>One of the recipients is no complete mail address.</source>
            <translation>One of the recipients is no complete mail address.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Nobody is named to whom this goes.</translation>
        </message>
        <message>
            <source>Still to be filled in: {what}</source>
            <translation>Still to be filled in: {what}</translation>
        </message>
    </context>
    <context>
        <name>ConflictBar</name>
        <message>
            <source>Keep “{value}”</source>
            <translation>Keep “{value}”</translation>
        </message>
        <message>
            <source>Take “{value}”</source>
            <translation>Take “{value}”</translation>
        </message>
    </context>
    <context>
        <name>ConnectDialog</name>
        <message>
            <source>Connect a mailbox</source>
            <translation>Connect a mailbox</translation>
        </message>
        <message>
            <source>&amp;Test</source>
            <translation>&amp;Test</translation>
        </message>
        <message>
            <source>As the address says</source>
            <translation>As the address says</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Another</translation>
        </message>
        <message>
            <source>&amp;Address of the inbox</source>
            <translation>&amp;Address of the inbox</translation>
        </message>
        <message>
            <source>Mail ser&amp;vice</source>
            <translation>Mail ser&amp;vice</translation>
        </message>
        <message>
            <source>&amp;Name in Postroom</source>
            <translation>&amp;Name in Postroom</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>&amp;User name</translation>
        </message>
        <message>
            <source>Enter an address such as support@example.org.</source>
            <translation>Enter an address such as support@example.org.</translation>
        </message>
        <message>
            <source>Enter a name without spaces.</source>
            <translation>Enter a name without spaces.</translation>
        </message>
        <message>
            <source>A mailbox with this name is connected already.</source>
            <translation>A mailbox with this name is connected already.</translation>
        </message>
        <message>
            <source>C&amp;onnect anyway</source>
            <translation>C&amp;onnect anyway</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Connecting…</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>C&amp;onnect</translation>
        </message>
    </context>
    <context>
        <name>ComposerWindow</name>
        <message>
            <source>New letter</source>
            <translation>New letter</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>This letter refers to ticket {code}, but its sender takes no part in it.</source>
            <translation>This letter refers to ticket {code}, but its sender takes no part in it.</translation>
        </message>
        <message>
            <source>Fold or unfold this letter</source>
            <translation>Fold or unfold this letter</translation>
        </message>
        <message>
            <source>Why is this letter here?</source>
            <translation>Why is this letter here?</translation>
        </message>
        <message>
            <source>Formatted</source>
            <translation>Formatted</translation>
        </message>
        <message>
            <source>Plain text</source>
            <translation>Plain text</translation>
        </message>
        <message>
            <source>Move elsewhere…</source>
            <translation>Move elsewhere…</translation>
        </message>
        <message>
            <source>Show source</source>
            <translation>Show source</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Reply to all</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Forward</translation>
        </message>
        <message>
            <source>To:</source>
            <translation>To:</translation>
        </message>
        <message>
            <source>Copy:</source>
            <translation>Copy:</translation>
        </message>
        <message>
            <source>Bcc:</source>
            <translation>Bcc:</translation>
        </message>
        <message>
            <source>Loading them would tell the sender that you read this letter.</source>
            <translation>Loading them would tell the sender that you read this letter.</translation>
        </message>
        <message>
            <source>Show once</source>
            <translation>Show once</translation>
        </message>
        <message>
            <source>Always for this sender</source>
            <translation>Always for this sender</translation>
        </message>
        <message>
            <source>calls itself “{name}”</source>
            <translation>calls itself “{name}”</translation>
        </message>
        <message>
            <source>This letter is no longer on the server. It is kept on this computer.</source>
            <translation>This letter is no longer on the server. It is kept on this computer.</translation>
        </message>
        <message>
            <source>This letter has no text.</source>
            <translation>This letter has no text.</translation>
        </message>
        <message>
            <source>edited</source>
            <translation>edited</translation>
        </message>
        <message>
            <source>Internal note</source>
            <translation>Internal note</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>It answers a letter ({evidence}) that {who} brought here by hand ({time}).</source>
            <translation>It answers a letter ({evidence}) that {who} brought here by hand ({time}).</translation>
        </message>
        <message>
            <source>{who} brought it here by hand ({time}). Before:</source>
            <translation>{who} brought it here by hand ({time}). Before:</translation>
        </message>
        <message>
            <source>(not on the server yet)</source>
            <translation>(not on the server yet)</translation>
        </message>
        <message>
            <source>({who} set something else at {time}; that counts)</source>
            <translation>({who} set something else at {time}; that counts)</translation>
        </message>
        <message>
            <source>Delivery report</source>
            <translation>Delivery report</translation>
        </message>
        <message>
            <source>Automatic reply</source>
            <translation>Automatic reply</translation>
        </message>
        <message>
            <source>Mailing list</source>
            <translation>Mailing list</translation>
        </message>
        <message>
            <source>The sender’s name shows another address. This letter really says it is from {address}.</source>
            <translation>The sender’s name shows another address. This letter really says it is from {address}.</translation>
        </message>
        <message>
            <source>An answer would go to {reply_to}, not to the sender’s domain.</source>
            <translation>An answer would go to {reply_to}, not to the sender’s domain.</translation>
        </message>
        <message>
            <source>The sender’s address cannot be read.</source>
            <translation>The sender’s address cannot be read.</translation>
        </message>
        <message>
            <source>This letter is damaged. What could be read is shown; the source is complete.</source>
            <translation>This letter is damaged. What could be read is shown; the source is complete.</translation>
        </message>
        <message>
            <source>This letter cannot be read. Nothing is lost: its source is kept exactly as the server gave it.</source>
            <translation>This letter cannot be read. Nothing is lost: its source is kept exactly as the server gave it.</translation>
        </message>
        <message>
            <source>It begins this ticket.</source>
            <translation>It begins this ticket.</translation>
        </message>
        <message>
            <source>It answers a letter of this ticket ({evidence}).</source>
            <translation>It answers a letter of this ticket ({evidence}).</translation>
        </message>
        <message>
            <source>It and another letter here answer the same letter, which is not in this mailbox ({evidence}).</source>
            <translation>It and another letter here answer the same letter, which is not in this mailbox ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but the same correspondent wrote with the same subject within seven days ({evidence}).</source>
            <translation>Probably: it names no earlier letter, but the same correspondent wrote with the same subject within seven days ({evidence}).</translation>
        </message>
        <message>
            <source>Probably: it names no earlier letter, but its subject quotes this ticket’s code ({evidence}).</source>
            <translation>Probably: it names no earlier letter, but its subject quotes this ticket’s code ({evidence}).</translation>
        </message>
        <message>
            <source>It carries the same Message-ID as a letter of this ticket, with other content ({evidence}).</source>
            <translation>It carries the same Message-ID as a letter of this ticket, with other content ({evidence}).</translation>
        </message>
        <message>
            <source>It reports that a letter of this ticket could not be delivered ({evidence}).</source>
            <translation>It reports that a letter of this ticket could not be delivered ({evidence}).</translation>
        </message>
        <message>
            <source>It refers to another ticket ({evidence}), but its sender takes no part in that one. So it got a ticket of its own.</source>
            <translation>It refers to another ticket ({evidence}), but its sender takes no part in that one. So it got a ticket of its own.</translation>
        </message>
        <message>
            <source>Delivery is delayed; the server keeps trying.</source>
            <translation>Delivery is delayed; the server keeps trying.</translation>
        </message>
        <message>
            <source>Your letter did not reach this address:</source>
            <translation>Your letter did not reach this address:</translation>
        </message>
        <message>
            <source>Your letter was not delivered.</source>
            <translation>Your letter was not delivered.</translation>
        </message>
        <message>
            <source>There is no such address.</source>
            <translation>There is no such address.</translation>
        </message>
        <message>
            <source>The address or its domain was not accepted.</source>
            <translation>The address or its domain was not accepted.</translation>
        </message>
        <message>
            <source>The mailbox is switched off.</source>
            <translation>The mailbox is switched off.</translation>
        </message>
        <message>
            <source>The mailbox is full.</source>
            <translation>The mailbox is full.</translation>
        </message>
        <message>
            <source>The letter is too large for this mailbox.</source>
            <translation>The letter is too large for this mailbox.</translation>
        </message>
        <message>
            <source>The letter is too large for the server.</source>
            <translation>The letter is too large for the server.</translation>
        </message>
        <message>
            <source>The receiving server could not be reached.</source>
            <translation>The receiving server could not be reached.</translation>
        </message>
        <message>
            <source>The receiving server refused the letter by its rules.</source>
            <translation>The receiving server refused the letter by its rules.</translation>
        </message>
        <message>
            <source>The receiving server gave no reason we know.</source>
            <translation>The receiving server gave no reason we know.</translation>
        </message>
        <message>
            <source>Quoted text</source>
            <translation>Quoted text</translation>
        </message>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>Closes the ticket once it has left</source>
            <translation>Closes the ticket once it has left</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Draft</translation>
        </message>
        <message>
            <source>Nothing was written yet.</source>
            <translation>Nothing was written yet.</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Go on writing</translation>
        </message>
    </context>
    <context>
        <name>ConversationPane</name>
        <message>
            <source>Show</source>
            <translation>Show</translation>
        </message>
        <message>
            <source>This conversation has changed.</source>
            <translation>This conversation has changed.</translation>
        </message>
        <message>
            <source>This ticket cannot be shown</source>
            <translation>This ticket cannot be shown</translation>
        </message>
        <message>
            <source>Its letters are kept. What went wrong: {error}</source>
            <translation>Its letters are kept. What went wrong: {error}</translation>
        </message>
        <message>
            <source>Reading…</source>
            <translation>Reading…</translation>
        </message>
    </context>
    <context>
        <name>ConversationWebView</name>
        <message>
            <source>Copy</source>
            <translation>Copy</translation>
        </message>
        <message>
            <source>Copy link address</source>
            <translation>Copy link address</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Select all</translation>
        </message>
    </context>
    <context>
        <name>Counted</name>
        <message numerus="yes">
            <source>%n min</source>
            <translation>
                <numerusform>%n min</numerusform>
                <numerusform>%n min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n min left</source>
            <translation>
                <numerusform>about %n min left</numerusform>
                <numerusform>about %n min left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>about %n h left</source>
            <translation>
                <numerusform>about %n hour left</numerusform>
                <numerusform>about %n hours left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n s ago</source>
            <translation>
                <numerusform>%n s ago</numerusform>
                <numerusform>%n s ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min ago</source>
            <translation>
                <numerusform>%n min ago</numerusform>
                <numerusform>%n min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n earlier change(s)</source>
            <translation>
                <numerusform>%n earlier change</numerusform>
                <numerusform>%n earlier changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sending in %n s</source>
            <translation>
                <numerusform>Sending in %n s</numerusform>
                <numerusform>Sending in %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n other(s)</source>
            <translation>
                <numerusform>and %n other</numerusform>
                <numerusform>and %n others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) not sent</source>
            <translation>
                <numerusform>%n letter not sent</numerusform>
                <numerusform>%n letters not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n draft(s)</source>
            <translation>
                <numerusform>%n draft</numerusform>
                <numerusform>%n drafts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Outbox: %n letter(s)</source>
            <translation>
                <numerusform>Outbox: %n letter</numerusform>
                <numerusform>Outbox: %n letters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s)</source>
            <translation>
                <numerusform>%n file</numerusform>
                <numerusform>%n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s)</source>
            <translation>
                <numerusform>%n letter</numerusform>
                <numerusform>%n letters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new letter(s) in this conversation.</source>
            <translation>
                <numerusform>%n new letter in this conversation.</numerusform>
                <numerusform>%n new letters in this conversation.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s)</source>
            <translation>
                <numerusform>%n ticket</numerusform>
                <numerusform>%n tickets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) chosen</source>
            <translation>
                <numerusform>%n ticket chosen</numerusform>
                <numerusform>%n tickets chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) archived.</source>
            <translation>
                <numerusform>%n ticket archived.</numerusform>
                <numerusform>%n tickets archived.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to Trash.</source>
            <translation>
                <numerusform>%n ticket moved to Trash.</numerusform>
                <numerusform>%n tickets moved to Trash.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) moved to {folder}.</source>
            <translation>
                <numerusform>%n ticket moved to {folder}.</numerusform>
                <numerusform>%n tickets moved to {folder}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as read.</source>
            <translation>
                <numerusform>%n ticket marked as read.</numerusform>
                <numerusform>%n tickets marked as read.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as unread.</source>
            <translation>
                <numerusform>%n ticket marked as unread.</numerusform>
                <numerusform>%n tickets marked as unread.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) flagged.</source>
            <translation>
                <numerusform>%n ticket flagged.</numerusform>
                <numerusform>%n tickets flagged.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Flag removed from %n ticket(s).</source>
            <translation>
                <numerusform>Flag removed from %n ticket.</numerusform>
                <numerusform>Flag removed from %n tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as answered.</source>
            <translation>
                <numerusform>%n ticket marked as answered.</numerusform>
                <numerusform>%n tickets marked as answered.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) marked as not answered.</source>
            <translation>
                <numerusform>%n ticket marked as not answered.</numerusform>
                <numerusform>%n tickets marked as not answered.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to {name}.</source>
            <translation>
                <numerusform>%n ticket assigned to {name}.</numerusform>
                <numerusform>%n tickets assigned to {name}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) assigned to nobody.</source>
            <translation>
                <numerusform>%n ticket assigned to nobody.</numerusform>
                <numerusform>%n tickets assigned to nobody.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) set to “{status}”.</source>
            <translation>
                <numerusform>%n ticket set to “{status}”.</numerusform>
                <numerusform>%n tickets set to “{status}”.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n ticket(s) snoozed until {time}.</source>
            <translation>
                <numerusform>%n ticket snoozed until {time}.</numerusform>
                <numerusform>%n tickets snoozed until {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Priority of %n ticket(s): {priority}.</source>
            <translation>
                <numerusform>Priority of %n ticket: {priority}.</numerusform>
                <numerusform>Priority of %n tickets: {priority}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise noted for %n ticket(s): {time}.</source>
            <translation>
                <numerusform>Promise noted for %n ticket: {time}.</numerusform>
                <numerusform>Promise noted for %n tickets: {time}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Promise taken back for %n ticket(s).</source>
            <translation>
                <numerusform>Promise taken back for %n ticket.</numerusform>
                <numerusform>Promise taken back for %n tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags of %n ticket(s) changed.</source>
            <translation>
                <numerusform>Tags of %n ticket changed.</numerusform>
                <numerusform>Tags of %n tickets changed.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Note added to %n ticket(s).</source>
            <translation>
                <numerusform>Note added to %n ticket.</numerusform>
                <numerusform>Note added to %n tickets.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n tickets are one now: #{code}.</source>
            <translation>
                <numerusform>%n tickets are one now: #{code}.</numerusform>
                <numerusform>%n tickets are one now: #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) split off as a ticket of their own.</source>
            <translation>
                <numerusform>%n letter split off as a ticket of their own.</numerusform>
                <numerusform>%n letters split off as a ticket of their own.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) moved to #{code}.</source>
            <translation>
                <numerusform>%n letter moved to #{code}.</numerusform>
                <numerusform>%n letters moved to #{code}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n change(s) not on the server yet</source>
            <translation>
                <numerusform>%n change not on the server yet</numerusform>
                <numerusform>%n changes not on the server yet</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image(s) from {domain} blocked.</source>
            <translation>
                <numerusform>%n image from {domain} blocked.</numerusform>
                <numerusform>%n images from {domain} blocked.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In the last {days} days it would have reached %n person(s).</source>
            <translation>
                <numerusform>In the last {days} days it would have reached %n person.</numerusform>
                <numerusform>In the last {days} days it would have reached %n people.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) would have got none.</source>
            <translation>
                <numerusform>%n letter would have got none.</numerusform>
                <numerusform>%n letters would have got none.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EditAccountDialog</name>
        <message>
            <source>Settings of {account}</source>
            <translation>Settings of {account}</translation>
        </message>
        <message>
            <source>unchanged</source>
            <translation>unchanged</translation>
        </message>
        <message>
            <source>Address of the inbox</source>
            <translation>Address of the inbox</translation>
        </message>
        <message>
            <source>&amp;User name</source>
            <translation>&amp;User name</translation>
        </message>
        <message>
            <source>With another server or user, letters that are here are found again there; what is not there stays here.</source>
            <translation>With another server or user, letters that are here are found again there; what is not there stays here.</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Save</translation>
        </message>
    </context>
    <context>
        <name>EditMemberDialog</name>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
    </context>
    <context>
        <name>FileChip</name>
        <message>
            <source>Remove {name}</source>
            <translation>Remove {name}</translation>
        </message>
    </context>
    <context>
        <name>FileMenu</name>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Save as…</translation>
        </message>
        <message>
            <source>Open a file that can run as a program?</source>
            <translation>Open a file that can run as a program?</translation>
        </message>
        <message>
            <source>“{name}” can change this computer when it is opened. Open it only if you expected it and know who sent it.</source>
            <translation>“{name}” can change this computer when it is opened. Open it only if you expected it and know who sent it.</translation>
        </message>
        <message>
            <source>Open anyway</source>
            <translation>Open anyway</translation>
        </message>
        <message>
            <source>Save attachment</source>
            <translation>Save attachment</translation>
        </message>
        <message>
            <source>The attachment cannot be read</source>
            <translation>The attachment cannot be read</translation>
        </message>
    </context>
    <context>
        <name>FileStrip</name>
        <message>
            <source>{files}: many servers refuse letters of that size</source>
            <translation>{files}: many servers refuse letters of that size</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Assignee</source>
            <translation>Assignee</translation>
        </message>
        <message>
            <source>Tag</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Show everybody’s tickets with any tag</source>
            <translation>Show everybody’s tickets with any tag</translation>
        </message>
        <message>
            <source>Clear the filters</source>
            <translation>Clear the filters</translation>
        </message>
        <message>
            <source>Everybody’s</source>
            <translation>Everybody’s</translation>
        </message>
        <message>
            <source>Nobody’s</source>
            <translation>Nobody’s</translation>
        </message>
        <message>
            <source>Any tag</source>
            <translation>Any tag</translation>
        </message>
    </context>
    <context>
        <name>FoldersDialog</name>
        <message>
            <source>Folders</source>
            <translation>Folders</translation>
        </message>
        <message>
            <source>Letters in these folders become part of tickets. A folder that is no longer ticked keeps what was fetched and gets nothing new.</source>
            <translation>Letters in these folders become part of tickets. A folder that is no longer ticked keeps what was fetched and gets nothing new.</translation>
        </message>
        <message>
            <source>Sync these folders</source>
            <translation>Sync these folders</translation>
        </message>
    </context>
    <context>
        <name>FormatBar</name>
        <message>
            <source>Bold</source>
            <translation>Bold</translation>
        </message>
        <message>
            <source>Italic</source>
            <translation>Italic</translation>
        </message>
        <message>
            <source>List</source>
            <translation>List</translation>
        </message>
        <message>
            <source>Numbered list</source>
            <translation>Numbered list</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Quote</translation>
        </message>
        <message>
            <source>Program text</source>
            <translation>Program text</translation>
        </message>
        <message>
            <source>Link…</source>
            <translation>Link…</translation>
        </message>
        <message>
            <source>Attach files…</source>
            <translation>Attach files…</translation>
        </message>
        <message>
            <source>Insert a template…</source>
            <translation>Insert a template…</translation>
        </message>
    </context>
    <context>
        <name>GatePanel</name>
        <message>
            <source>This letter does not leave yet</source>
            <translation>This letter does not leave yet</translation>
        </message>
        <message>
            <source>Before it leaves</source>
            <translation>Before it leaves</translation>
        </message>
        <message>
            <source>Back to the letter</source>
            <translation>Back to the letter</translation>
        </message>
        <message>
            <source>Send all the same</source>
            <translation>Send all the same</translation>
        </message>
    </context>
    <context>
        <name>GoneDialog</name>
        <message>
            <source>{name} has left</source>
            <translation>{name} has left</translation>
        </message>
        <message>
            <source>What {name} wrote and did stays as it is. Change the password of the mailbox, so that it can no longer be opened by them. Their tickets go to:</source>
            <translation>What {name} wrote and did stays as it is. Change the password of the mailbox, so that it can no longer be opened by them. Their tickets go to:</translation>
        </message>
        <message>
            <source>Their tickets go to</source>
            <translation>Their tickets go to</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Nobody</translation>
        </message>
        <message>
            <source>Leave the tickets with {name}</source>
            <translation>Leave the tickets with {name}</translation>
        </message>
        <message>
            <source>Has left</source>
            <translation>Has left</translation>
        </message>
    </context>
    <context>
        <name>Hindrance</name>
        <message>
            <source>Nobody has this address there; it may be mistyped or given up.</source>
            <translation>Nobody has this address there; it may be mistyped or given up.</translation>
        </message>
        <message>
            <source>The part after the @ takes no mail; it may be mistyped.</source>
            <translation>The part after the @ takes no mail; it may be mistyped.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox is full.</source>
            <translation>The recipient’s mailbox is full.</translation>
        </message>
        <message>
            <source>The recipient’s mailbox takes no mail any more.</source>
            <translation>The recipient’s mailbox takes no mail any more.</translation>
        </message>
        <message>
            <source>The letter is too large; send fewer or smaller files, or a link.</source>
            <translation>The letter is too large; send fewer or smaller files, or a link.</translation>
        </message>
        <message>
            <source>The letter was taken for unwanted mail.</source>
            <translation>The letter was taken for unwanted mail.</translation>
        </message>
        <message>
            <source>The other side could not prove that the letter comes from your domain; whoever looks after it should check its SPF, DKIM and DMARC records.</source>
            <translation>The other side could not prove that the letter comes from your domain; whoever looks after it should check its SPF, DKIM and DMARC records.</translation>
        </message>
        <message>
            <source>The server does not let this mailbox send from this address.</source>
            <translation>The server does not let this mailbox send from this address.</translation>
        </message>
        <message>
            <source>The server does not pass letters on to this address; it may want a log-in.</source>
            <translation>The server does not pass letters on to this address; it may want a log-in.</translation>
        </message>
        <message>
            <source>The server for sending refused the log-in.</source>
            <translation>The server for sending refused the log-in.</translation>
        </message>
        <message>
            <source>Too many letters were sent in a short time; the server wants a pause.</source>
            <translation>Too many letters were sent in a short time; the server wants a pause.</translation>
        </message>
        <message>
            <source>The server asks to try again later.</source>
            <translation>The server asks to try again later.</translation>
        </message>
        <message>
            <source>The letter has too many recipients for the server.</source>
            <translation>The letter has too many recipients for the server.</translation>
        </message>
        <message>
            <source>The server does not know something that this letter needs.</source>
            <translation>The server does not know something that this letter needs.</translation>
        </message>
    </context>
    <context>
        <name>InboxList</name>
        <message>
            <source>Mailboxes</source>
            <translation>Mailboxes</translation>
        </message>
        <message>
            <source>All mailboxes</source>
            <translation>All mailboxes</translation>
        </message>
    </context>
    <context>
        <name>KeysDialog</name>
        <message>
            <source>Keyboard</source>
            <translation>Keyboard</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>LinkDialog</name>
        <message>
            <source>Open link</source>
            <translation>Open link</translation>
        </message>
        <message>
            <source>Write to an address at</source>
            <translation>Write to an address at</translation>
        </message>
        <message>
            <source>This link leads to</source>
            <translation>This link leads to</translation>
        </message>
        <message>
            <source>Careful: the text of this link shows {shown}.</source>
            <translation>Careful: the text of this link shows {shown}.</translation>
        </message>
        <message>
            <source>It is written with other letters: {name}</source>
            <translation>It is written with other letters: {name}</translation>
        </message>
        <message>
            <source>The name mixes alphabets, as imitations of known names do.</source>
            <translation>The name mixes alphabets, as imitations of known names do.</translation>
        </message>
        <message>
            <source>What stands before the @ is not the site’s name.</source>
            <translation>What stands before the @ is not the site’s name.</translation>
        </message>
        <message>
            <source>The connection is not encrypted.</source>
            <translation>The connection is not encrypted.</translation>
        </message>
        <message>
            <source>Copy address</source>
            <translation>Copy address</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Write</translation>
        </message>
        <message>
            <source>Open in browser</source>
            <translation>Open in browser</translation>
        </message>
        <message>
            <source>Link</source>
            <translation>Link</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Address</translation>
        </message>
        <message>
            <source>&amp;Text</source>
            <translation>&amp;Text</translation>
        </message>
        <message>
            <source>Links lead to web pages, mail addresses or numbers.</source>
            <translation>Links lead to web pages, mail addresses or numbers.</translation>
        </message>
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search in all tickets</source>
            <translation>Search in all tickets</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nothing found</translation>
        </message>
        <message>
            <source>No ticket in this queue holds “{words}”. Subjects, people, texts, file names and codes of tickets are searched. Esc shows the whole queue.</source>
            <translation>No ticket in this queue holds “{words}”. Subjects, people, texts, file names and codes of tickets are searched. Esc shows the whole queue.</translation>
        </message>
        <message>
            <source>No tickets yet</source>
            <translation>No tickets yet</translation>
        </message>
        <message>
            <source>Nothing matches the filters</source>
            <translation>Nothing matches the filters</translation>
        </message>
        <message>
            <source>No ticket in this queue has this assignee and tag. Esc clears both.</source>
            <translation>No ticket in this queue has this assignee and tag. Esc clears both.</translation>
        </message>
        <message>
            <source>Everyone has an answer</source>
            <translation>Everyone has an answer</translation>
        </message>
        <message>
            <source>A new letter from a contact appears here.</source>
            <translation>A new letter from a contact appears here.</translation>
        </message>
        <message>
            <source>Nobody owes you an answer</source>
            <translation>Nobody owes you an answer</translation>
        </message>
        <message>
            <source>Tickets that you have answered wait here for the contact.</source>
            <translation>Tickets that you have answered wait here for the contact.</translation>
        </message>
        <message>
            <source>Every letter arrived</source>
            <translation>Every letter arrived</translation>
        </message>
        <message>
            <source>Tickets whose last letter could not be delivered appear here.</source>
            <translation>Tickets whose last letter could not be delivered appear here.</translation>
        </message>
        <message>
            <source>Nothing is snoozed</source>
            <translation>Nothing is snoozed</translation>
        </message>
        <message>
            <source>Tickets that somebody snoozed stay here until their time has come.</source>
            <translation>Tickets that somebody snoozed stay here until their time has come.</translation>
        </message>
        <message>
            <source>Nothing is closed</source>
            <translation>Nothing is closed</translation>
        </message>
        <message>
            <source>Tickets that somebody closed, and mail from robots that needs no reply, appear here. A new letter of the contact opens a ticket again.</source>
            <translation>Tickets that somebody closed, and mail from robots that needs no reply, appear here. A new letter of the contact opens a ticket again.</translation>
        </message>
        <message>
            <source>Nothing is put away</source>
            <translation>Nothing is put away</translation>
        </message>
        <message>
            <source>Tickets whose letters were archived, thrown away or removed from the server appear here. A new letter of the contact brings them back.</source>
            <translation>Tickets whose letters were archived, thrown away or removed from the server appear here. A new letter of the contact brings them back.</translation>
        </message>
        <message>
            <source>The first letters appear here as soon as they are fetched.</source>
            <translation>The first letters appear here as soon as they are fetched.</translation>
        </message>
    </context>
    <context>
        <name>MailboxDialogs</name>
        <message>
            <source>From this computer are deleted: its letters and tickets ({count} letters in folders), their search words, its settings, and its password in the keyring.</source>
            <translation>From this computer are deleted: its letters and tickets ({count} letters in folders), their search words, its settings, and its password in the keyring.</translation>
        </message>
        <message>
            <source>On the server nothing is changed: every letter stays there as it is.</source>
            <translation>On the server nothing is changed: every letter stays there as it is.</translation>
        </message>
        <message>
            <source>These letters were imported and are on no server: afterwards only the files they came from have them.</source>
            <translation>These letters were imported and are on no server: afterwards only the files they came from have them.</translation>
        </message>
        <message>
            <source>Changes that the server does not know yet are lost: {count}.</source>
            <translation>Changes that the server does not know yet are lost: {count}.</translation>
        </message>
        <message>
            <source>What was written here and has not been sent is lost. Drafts: {drafts}; letters in the outbox: {letters}.</source>
            <translation>What was written here and has not been sent is lost. Drafts: {drafts}; letters in the outbox: {letters}.</translation>
        </message>
        <message>
            <source>Remove “{name}” from Postroom?</source>
            <translation>Remove “{name}” from Postroom?</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>There are no folders yet</source>
            <translation>There are no folders yet</translation>
        </message>
        <message>
            <source>They appear once a mailbox is connected and was reached.</source>
            <translation>They appear once a mailbox is connected and was reached.</translation>
        </message>
        <message>
            <source>Let the letters of {folder} go here too?</source>
            <translation>Let the letters of {folder} go here too?</translation>
        </message>
        <message>
            <source>They are no longer on the server. If you let them go, their tickets say so and leave the queues; the letters themselves stay readable here.</source>
            <translation>They are no longer on the server. If you let them go, their tickets say so and leave the queues; the letters themselves stay readable here.</translation>
        </message>
        <message>
            <source>Let them go</source>
            <translation>Let them go</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>That could not be done</translation>
        </message>
        <message>
            <source>“{name}” is connected, its password is not kept</source>
            <translation>“{name}” is connected, its password is not kept</translation>
        </message>
        <message>
            <source>There is no safe keyring on this computer that takes it, and Postroom never writes passwords into files. It is known until you quit; afterwards start Postroom with the password in the variable {variable}.</source>
            <translation>There is no safe keyring on this computer that takes it, and Postroom never writes passwords into files. It is known until you quit; afterwards start Postroom with the password in the variable {variable}.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>The search gave no answer</source>
            <translation>The search gave no answer</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>That could not be done</translation>
        </message>
        <message>
            <source>This link is not opened</source>
            <translation>This link is not opened</translation>
        </message>
        <message>
            <source>It does not lead to a web page or a mail address:
{url}</source>
            <translation>It does not lead to a web page or a mail address:
{url}</translation>
        </message>
        <message>
            <source>The source cannot be shown</source>
            <translation>The source cannot be shown</translation>
        </message>
    </context>
    <context>
        <name>MarkLine</name>
        <message>
            <source>★ Flagged</source>
            <translation>★ Flagged</translation>
        </message>
        <message>
            <source>Not on the server yet</source>
            <translation>Not on the server yet</translation>
        </message>
        <message>
            <source>Changes made here are sent as soon as the server answers.</source>
            <translation>Changes made here are sent as soon as the server answers.</translation>
        </message>
    </context>
    <context>
        <name>MergeDialog</name>
        <message>
            <source>Choose the other ticket</source>
            <translation>Choose the other ticket</translation>
        </message>
        <message>
            <source>Type a code, a name or part of the subject</source>
            <translation>Type a code, a name or part of the subject</translation>
        </message>
        <message>
            <source>Tickets</source>
            <translation>Tickets</translation>
        </message>
        <message>
            <source>No such ticket is among the newest of this mailbox.</source>
            <translation>No such ticket is among the newest of this mailbox.</translation>
        </message>
        <message>
            <source>Merge tickets</source>
            <translation>Merge tickets</translation>
        </message>
        <message>
            <source>This ticket &amp;stays:</source>
            <translation>This ticket &amp;stays:</translation>
        </message>
        <message>
            <source>Letters of the merged ticket</source>
            <translation>Letters of the merged ticket</translation>
        </message>
        <message>
            <source>The other codes lead here from now on, and later answers arrive here too. Undo (Ctrl+Z) takes everything apart again, also much later.</source>
            <translation>The other codes lead here from now on, and later answers arrive here too. Undo (Ctrl+Z) takes everything apart again, also much later.</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Merge</translation>
        </message>
        <message>
            <source>Afterwards: {facts}</source>
            <translation>Afterwards: {facts}</translation>
        </message>
    </context>
    <context>
        <name>Merging</name>
        <message>
            <source>Merge…</source>
            <translation>Merge…</translation>
        </message>
        <message>
            <source>This ticket is no more</source>
            <translation>This ticket is no more</translation>
        </message>
        <message>
            <source>Its letters are in another one now.</source>
            <translation>Its letters are in another one now.</translation>
        </message>
        <message>
            <source>Move here</source>
            <translation>Move here</translation>
        </message>
    </context>
    <context>
        <name>MoveDialog</name>
        <message>
            <source>Move to folder</source>
            <translation>Move to folder</translation>
        </message>
        <message>
            <source>Type part of the folder’s name</source>
            <translation>Type part of the folder’s name</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Folders</translation>
        </message>
        <message>
            <source>No folder has this in its name.</source>
            <translation>No folder has this in its name.</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Move</translation>
        </message>
    </context>
    <context>
        <name>NotePanel</name>
        <message>
            <source>Internal note</source>
            <translation>Internal note</translation>
        </message>
        <message>
            <source>Only your team reads this. @ names a colleague.</source>
            <translation>Only your team reads this. @ names a colleague.</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>Save note</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>Change the note</translation>
        </message>
        <message>
            <source>Internal note, not sent</source>
            <translation>Internal note, not sent</translation>
        </message>
    </context>
    <context>
        <name>NothingOpen</name>
        <message>
            <source>E archives them, Delete moves them to Trash, M to a folder. S flags them, U marks them as read or unread. A assigns them, T tags, Z snoozes, C closes them, N writes a note to each, Shift+M makes them one.</source>
            <translation>E archives them, Delete moves them to Trash, M to a folder. S flags them, U marks them as read or unread. A assigns them, T tags, Z snoozes, C closes them, N writes a note to each, Shift+M makes them one.</translation>
        </message>
        <message>
            <source>Welcome to Postroom</source>
            <translation>Welcome to Postroom</translation>
        </message>
        <message>
            <source>Connect the mailbox that your team answers. Connecting sends nothing to anybody and moves nothing. A letter that you read here counts as read on the server too, as with any mail program; the View menu switches that off.</source>
            <translation>Connect the mailbox that your team answers. Connecting sends nothing to anybody and moves nothing. A letter that you read here counts as read on the server too, as with any mail program; the View menu switches that off.</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Connect a mailbox…</translation>
        </message>
        <message>
            <source>In a terminal: {command}</source>
            <translation>In a terminal: {command}</translation>
        </message>
        <message>
            <source>Choose a ticket</source>
            <translation>Choose a ticket</translation>
        </message>
        <message>
            <source>J and K walk through the list.</source>
            <translation>J and K walk through the list.</translation>
        </message>
    </context>
    <context>
        <name>Outbox</name>
        <message>
            <source>Sending…</source>
            <translation>Sending…</translation>
        </message>
        <message>
            <source>Did this arrive?</source>
            <translation>Did this arrive?</translation>
        </message>
        <message>
            <source>The connection broke while the letter was handed over, and it is not in Sent. It may have arrived. Ask, or look at the server, before it is sent again.</source>
            <translation>The connection broke while the letter was handed over, and it is not in Sent. It may have arrived. Ask, or look at the server, before it is sent again.</translation>
        </message>
        <message>
            <source>Sent; its copy is on the way to Sent</source>
            <translation>Sent; its copy is on the way to Sent</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Sent</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Send now</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>Send anyway</source>
            <translation>Send anyway</translation>
        </message>
        <message>
            <source>Compare…</source>
            <translation>Compare…</translation>
        </message>
        <message>
            <source>It arrived</source>
            <translation>It arrived</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>The server put it off: {said}</source>
            <translation>The server put it off: {said}</translation>
        </message>
        <message>
            <source>Next try: {time}.</source>
            <translation>Next try: {time}.</translation>
        </message>
        <message>
            <source>Not sent yet</source>
            <translation>Not sent yet</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Will be sent: {time}</translation>
        </message>
        <message>
            <source>Leaves in a few seconds</source>
            <translation>Leaves in a few seconds</translation>
        </message>
        <message>
            <source>Waits for the letter before it</source>
            <translation>Waits for the letter before it</translation>
        </message>
        <message>
            <source>Letters of one ticket leave in the order in which you sent them.</source>
            <translation>Letters of one ticket leave in the order in which you sent them.</translation>
        </message>
        <message>
            <source>Waits to be filed</source>
            <translation>Waits to be filed</translation>
        </message>
        <message>
            <source>It leaves as soon as the server answers.</source>
            <translation>It leaves as soon as the server answers.</translation>
        </message>
        <message>
            <source>Waits for the network</source>
            <translation>Waits for the network</translation>
        </message>
        <message>
            <source>Not sent: look first</source>
            <translation>Not sent: look first</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Not delivered</translation>
        </message>
        <message>
            <source>The server said: {said}</source>
            <translation>The server said: {said}</translation>
        </message>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>A new letter came since you began to write.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>One of us answered since you began to write.</translation>
        </message>
        <message>
            <source>A teammate’s answer to the same ticket is just leaving.</source>
            <translation>A teammate’s answer to the same ticket is just leaving.</translation>
        </message>
        <message>
            <source>The server does not take these recipients; nobody got it.</source>
            <translation>The server does not take these recipients; nobody got it.</translation>
        </message>
        <message>
            <source>The letter is larger than the server takes.</source>
            <translation>The letter is larger than the server takes.</translation>
        </message>
        <message>
            <source>It cannot be made into a letter: {said}</source>
            <translation>It cannot be made into a letter: {said}</translation>
        </message>
        <message>
            <source>This mailbox has no server for sending.</source>
            <translation>This mailbox has no server for sending.</translation>
        </message>
        <message>
            <source>An acknowledgement, which nobody wrote.</source>
            <translation>An acknowledgement, which nobody wrote.</translation>
        </message>
    </context>
    <context>
        <name>OutboxButton</name>
        <message>
            <source>Letters that have not left, and drafts</source>
            <translation>Letters that have not left, and drafts</translation>
        </message>
    </context>
    <context>
        <name>OutboxDesk</name>
        <message>
            <source>Send it again?</source>
            <translation>Send it again?</translation>
        </message>
        <message>
            <source>If it did arrive, the contact gets it twice.</source>
            <translation>If it did arrive, the contact gets it twice.</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>That could not be done</translation>
        </message>
        <message>
            <source>This letter is not in the outbox any more.</source>
            <translation>This letter is not in the outbox any more.</translation>
        </message>
    </context>
    <context>
        <name>OutboxDialog</name>
        <message>
            <source>Outbox and drafts</source>
            <translation>Outbox and drafts</translation>
        </message>
        <message>
            <source>Needs you</source>
            <translation>Needs you</translation>
        </message>
        <message>
            <source>On the way</source>
            <translation>On the way</translation>
        </message>
        <message>
            <source>Being written</source>
            <translation>Being written</translation>
        </message>
        <message>
            <source>Everything you wrote has left.</source>
            <translation>Everything you wrote has left.</translation>
        </message>
        <message>
            <source>Go to the ticket</source>
            <translation>Go to the ticket</translation>
        </message>
        <message>
            <source>Draft, {time}</source>
            <translation>Draft, {time}</translation>
        </message>
        <message>
            <source>Go on writing</source>
            <translation>Go on writing</translation>
        </message>
    </context>
    <context>
        <name>PanelMenu</name>
        <message>
            <source>Answer everybody</source>
            <translation>Answer everybody</translation>
        </message>
        <message>
            <source>Change the subject</source>
            <translation>Change the subject</translation>
        </message>
        <message>
            <source>Plain text only</source>
            <translation>Plain text only</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Promise a date…</translation>
        </message>
        <message>
            <source>Signature…</source>
            <translation>Signature…</translation>
        </message>
        <message>
            <source>Earlier versions…</source>
            <translation>Earlier versions…</translation>
        </message>
        <message>
            <source>Discard the draft</source>
            <translation>Discard the draft</translation>
        </message>
    </context>
    <context>
        <name>PasswordDialog</name>
        <message>
            <source>Password of {account}</source>
            <translation>Password of {account}</translation>
        </message>
        <message>
            <source>The provider of {address} wants you to log in with a web browser. Do there what it asks for; or make an app password and enter it here.</source>
            <translation>The provider of {address} wants you to log in with a web browser. Do there what it asks for; or make an app password and enter it here.</translation>
        </message>
        <message>
            <source>Another password for {user} at {server}:</source>
            <translation>Another password for {user} at {server}:</translation>
        </message>
        <message>
            <source>{server} refused the password of {user}.</source>
            <translation>{server} refused the password of {user}.</translation>
        </message>
        <message>
            <source>Show the link of the server…</source>
            <translation>Show the link of the server…</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Password</translation>
        </message>
        <message>
            <source>It is kept in the keyring of this computer, nowhere else.</source>
            <translation>It is kept in the keyring of this computer, nowhere else.</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Enter the password.</translation>
        </message>
        <message>
            <source>&amp;Log in</source>
            <translation>&amp;Log in</translation>
        </message>
    </context>
    <context>
        <name>PickDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>QueueListView</name>
        <message>
            <source>Queues</source>
            <translation>Queues</translation>
        </message>
    </context>
    <context>
        <name>QuoteBelow</name>
        <message>
            <source>Send it along</source>
            <translation>Send it along</translation>
        </message>
        <message>
            <source>Quote in the text</source>
            <translation>Quote in the text</translation>
        </message>
        <message>
            <source>Puts what is selected, or all of it, into the text to answer in between.</source>
            <translation>Puts what is selected, or all of it, into the text to answer in between.</translation>
        </message>
        <message>
            <source>The letter that is answered</source>
            <translation>The letter that is answered</translation>
        </message>
        <message>
            <source>Passed on: {who}, {time}</source>
            <translation>Passed on: {who}, {time}</translation>
        </message>
        <message>
            <source>{who} wrote, {time}</source>
            <translation>{who} wrote, {time}</translation>
        </message>
    </context>
    <context>
        <name>Room</name>
        <message>
            <source>The letter could not be begun</source>
            <translation>The letter could not be begun</translation>
        </message>
    </context>
    <context>
        <name>SendBar</name>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Will be sent: {time}</source>
            <translation>Will be sent: {time}</translation>
        </message>
    </context>
    <context>
        <name>SendButtons</name>
        <message>
            <source>More ways to send</source>
            <translation>More ways to send</translation>
        </message>
        <message>
            <source>Send and wait</source>
            <translation>Send and wait</translation>
        </message>
        <message>
            <source>Send later…</source>
            <translation>Send later…</translation>
        </message>
        <message>
            <source>File the talk</source>
            <translation>File the talk</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Send</translation>
        </message>
        <message>
            <source>File and close</source>
            <translation>File and close</translation>
        </message>
        <message>
            <source>Send and close</source>
            <translation>Send and close</translation>
        </message>
        <message>
            <source>Saved, {time}</source>
            <translation>Saved, {time}</translation>
        </message>
        <message>
            <source>Not saved: {why}</source>
            <translation>Not saved: {why}</translation>
        </message>
    </context>
    <context>
        <name>ServerFields</name>
        <message>
            <source>TLS (recommended)</source>
            <translation>TLS (recommended)</translation>
        </message>
        <message>
            <source>STARTTLS</source>
            <translation>STARTTLS</translation>
        </message>
        <message>
            <source>None, only for a server on this computer</source>
            <translation>None, only for a server on this computer</translation>
        </message>
        <message>
            <source>&amp;Receiving (IMAP)</source>
            <translation>&amp;Receiving (IMAP)</translation>
        </message>
        <message>
            <source>&amp;Sending (SMTP)</source>
            <translation>&amp;Sending (SMTP)</translation>
        </message>
        <message>
            <source>Se&amp;curity</source>
            <translation>Se&amp;curity</translation>
        </message>
        <message>
            <source>Port</source>
            <translation>Port</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Password</source>
            <translation>Password</translation>
        </message>
        <message>
            <source>Access token from a program</source>
            <translation>Access token from a program</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Enter the password.</translation>
        </message>
        <message>
            <source>Enter the command that prints an access token.</source>
            <translation>Enter the command that prints an access token.</translation>
        </message>
        <message>
            <source>This is no command. Is a quotation mark missing?</source>
            <translation>This is no command. Is a quotation mark missing?</translation>
        </message>
        <message>
            <source>For Microsoft 365 and Google Workspace. Postroom runs it at each log-in, without a shell, and uses the first line that it prints. The command is stored, the token nowhere.</source>
            <translation>For Microsoft 365 and Google Workspace. Postroom runs it at each log-in, without a shell, and uses the first line that it prints. The command is stored, the token nowhere.</translation>
        </message>
        <message>
            <source>S&amp;ign in with</source>
            <translation>S&amp;ign in with</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Password</translation>
        </message>
        <message>
            <source>Co&amp;mmand</source>
            <translation>Co&amp;mmand</translation>
        </message>
    </context>
    <context>
        <name>SignatureDialog</name>
        <message>
            <source>Signature</source>
            <translation>Signature</translation>
        </message>
        <message>
            <source>From now on below all my letters from this mailbox</source>
            <translation>From now on below all my letters from this mailbox</translation>
        </message>
    </context>
    <context>
        <name>SourceDialog</name>
        <message>
            <source>Source of the letter</source>
            <translation>Source of the letter</translation>
        </message>
        <message>
            <source>Only the first two million bytes are shown.</source>
            <translation>Only the first two million bytes are shown.</translation>
        </message>
        <message>
            <source>Save as…</source>
            <translation>Save as…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Save letter</source>
            <translation>Save letter</translation>
        </message>
    </context>
    <context>
        <name>SpellingMenu</name>
        <message>
            <source>Looking for suggestions…</source>
            <translation>Looking for suggestions…</translation>
        </message>
        <message>
            <source>No suggestions</source>
            <translation>No suggestions</translation>
        </message>
        <message>
            <source>Add to my dictionary</source>
            <translation>Add to my dictionary</translation>
        </message>
        <message>
            <source>Add to the team's dictionary</source>
            <translation>Add to the team's dictionary</translation>
        </message>
        <message>
            <source>Remove “{word}” from the dictionary</source>
            <translation>Remove “{word}” from the dictionary</translation>
        </message>
        <message>
            <source>Ignore here</source>
            <translation>Ignore here</translation>
        </message>
        <message>
            <source>Language of this paragraph</source>
            <translation>Language of this paragraph</translation>
        </message>
        <message>
            <source>Find out</source>
            <translation>Find out</translation>
        </message>
    </context>
    <context>
        <name>SplitDialog</name>
        <message>
            <source>Take letters out</source>
            <translation>Take letters out</translation>
        </message>
        <message>
            <source>Tick the letters that belong elsewhere:</source>
            <translation>Tick the letters that belong elsewhere:</translation>
        </message>
        <message>
            <source>Letters</source>
            <translation>Letters</translation>
        </message>
        <message>
            <source>Later answers to these letters follow them. Undo (Ctrl+Z) brings them back.</source>
            <translation>Later answers to these letters follow them. Undo (Ctrl+Z) brings them back.</translation>
        </message>
        <message>
            <source>Move to another ticket…</source>
            <translation>Move to another ticket…</translation>
        </message>
        <message>
            <source>Split off</source>
            <translation>Split off</translation>
        </message>
        <message>
            <source>Nothing leaves {code}.</source>
            <translation>Nothing leaves {code}.</translation>
        </message>
        <message>
            <source>All letters leave {code}: choose another ticket for them, or untick some.</source>
            <translation>All letters leave {code}: choose another ticket for them, or untick some.</translation>
        </message>
        <message>
            <source>Leaving: {leaving} (“{subject}”). Staying in {code}: {rest}.</source>
            <translation>Leaving: {leaving} (“{subject}”). Staying in {code}: {rest}.</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Looking for mail…</source>
            <translation>Looking for mail…</translation>
        </message>
        <message>
            <source>{done} of {total} letters</source>
            <translation>{done} of {total} letters</translation>
        </message>
        <message>
            <source>They are sent as soon as the server answers.</source>
            <translation>They are sent as soon as the server answers.</translation>
        </message>
        <message>
            <source>server {server}, local {local}</source>
            <translation>server {server}, local {local}</translation>
        </message>
        <message>
            <source>Click for what to do.</source>
            <translation>Click for what to do.</translation>
        </message>
    </context>
    <context>
        <name>TagsDialog</name>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Type a tag; Enter sets or removes it</source>
            <translation>Type a tag; Enter sets or removes it</translation>
        </message>
        <message>
            <source>Type the first tag.</source>
            <translation>Type the first tag.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>New tag “{tag}”</source>
            <translation>New tag “{tag}”</translation>
        </message>
    </context>
    <context>
        <name>Team</name>
        <message>
            <source>You</source>
            <translation>You</translation>
        </message>
        <message>
            <source>you</source>
            <translation>you</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Low</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>High</source>
            <translation>High</translation>
        </message>
        <message>
            <source>Urgent</source>
            <translation>Urgent</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>As the mail says</translation>
        </message>
        <message>
            <source>(not knowing: {others})</source>
            <translation>(not knowing: {others})</translation>
        </message>
        <message>
            <source>(taken back by {who} at {time})</source>
            <translation>(taken back by {who} at {time})</translation>
        </message>
        <message>
            <source>{who} set the priority: {value}</source>
            <translation>{who} set the priority: {value}</translation>
        </message>
        <message>
            <source>{who} noted a promise: {value}</source>
            <translation>{who} noted a promise: {value}</translation>
        </message>
        <message>
            <source>{who} took the promise back</source>
            <translation>{who} took the promise back</translation>
        </message>
        <message>
            <source>{who} added the tag {value}</source>
            <translation>{who} added the tag {value}</translation>
        </message>
        <message>
            <source>{who} removed the tag {value}</source>
            <translation>{who} removed the tag {value}</translation>
        </message>
        <message>
            <source>{who} wrote a note: “{value}”</source>
            <translation>{who} wrote a note: “{value}”</translation>
        </message>
        <message>
            <source>{who} changed a note</source>
            <translation>{who} changed a note</translation>
        </message>
        <message>
            <source>{who} deleted a note</source>
            <translation>{who} deleted a note</translation>
        </message>
        <message>
            <source>{who} merged this with {value}</source>
            <translation>{who} merged this with {value}</translation>
        </message>
        <message>
            <source>{who} took {value} apart from this again</source>
            <translation>{who} took {value} apart from this again</translation>
        </message>
        <message>
            <source>{who} moved a letter back to where it came from</source>
            <translation>{who} moved a letter back to where it came from</translation>
        </message>
        <message>
            <source>{who} moved a letter to {value}</source>
            <translation>{who} moved a letter to {value}</translation>
        </message>
        <message>
            <source>{who} split a letter off as {value}</source>
            <translation>{who} split a letter off as {value}</translation>
        </message>
        <message>
            <source>{who} did something that a newer Postroom knows: {value}</source>
            <translation>{who} did something that a newer Postroom knows: {value}</translation>
        </message>
        <message>
            <source>{who} assigned this to nobody</source>
            <translation>{who} assigned this to nobody</translation>
        </message>
        <message>
            <source>{who} took this on</source>
            <translation>{who} took this on</translation>
        </message>
        <message>
            <source>{who} assigned this to {value}</source>
            <translation>{who} assigned this to {value}</translation>
        </message>
        <message>
            <source>{who} set “needs reply”</source>
            <translation>{who} set “needs reply”</translation>
        </message>
        <message>
            <source>{who} set waiting</source>
            <translation>{who} set waiting</translation>
        </message>
        <message>
            <source>{who} closed this</source>
            <translation>{who} closed this</translation>
        </message>
        <message>
            <source>{who} let the status follow the mail</source>
            <translation>{who} let the status follow the mail</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}</source>
            <translation>{who} snoozed this until {value}</translation>
        </message>
        <message>
            <source>{who} snoozed this until {value}, whatever letters come</source>
            <translation>{who} snoozed this until {value}, whatever letters come</translation>
        </message>
        <message>
            <source>Assignee</source>
            <translation>Assignee</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Promise</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Snoozed</translation>
        </message>
        <message>
            <source>Two people set something at the same time.</source>
            <translation>Two people set something at the same time.</translation>
        </message>
        <message>
            <source>{others}; {last}, which counts.</source>
            <translation>{others}; {last}, which counts.</translation>
        </message>
        <message>
            <source>Nobody</source>
            <translation>Nobody</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Snoozed until {time}</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Nothing is promised</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>deleted</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>{who} set “{value}” at {time}</source>
            <translation>{who} set “{value}” at {time}</translation>
        </message>
        <message>
            <source>{who} is answering this ({ago})</source>
            <translation>{who} is answering this ({ago})</translation>
        </message>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
    </context>
    <context>
        <name>TeamDeeds</name>
        <message>
            <source>Note changed.</source>
            <translation>Note changed.</translation>
        </message>
        <message>
            <source>Note deleted.</source>
            <translation>Note deleted.</translation>
        </message>
        <message>
            <source>Settled.</source>
            <translation>Settled.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>These tickets belong to different mailboxes</translation>
        </message>
        <message>
            <source>Each mailbox has a team of its own. Choose tickets of one of them.</source>
            <translation>Each mailbox has a team of its own. Choose tickets of one of them.</translation>
        </message>
    </context>
    <context>
        <name>TeamDialog</name>
        <message>
            <source>Team of {mailbox}</source>
            <translation>Team of {mailbox}</translation>
        </message>
        <message>
            <source>Say who you are…</source>
            <translation>Say who you are…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>These letters are on no server; there is nobody to share with.</source>
            <translation>These letters are on no server; there is nobody to share with.</translation>
        </message>
        <message>
            <source>This computer joins as soon as the mailbox is reached.</source>
            <translation>This computer joins as soon as the mailbox is reached.</translation>
        </message>
        <message>
            <source>This computer has not joined the team of this mailbox yet.</source>
            <translation>This computer has not joined the team of this mailbox yet.</translation>
        </message>
        <message>
            <source>The server lets this account write nothing: you see what others do, and what you do waits here.</source>
            <translation>The server lets this account write nothing: you see what others do, and what you do waits here.</translation>
        </message>
        <message>
            <source>Whoever opens the mailbox with Postroom belongs to its team; there is no other list. Everything is kept in the mailbox itself.</source>
            <translation>Whoever opens the mailbox with Postroom belongs to its team; there is no other list. Everything is kept in the mailbox itself.</translation>
        </message>
        <message>
            <source>Is back</source>
            <translation>Is back</translation>
        </message>
        <message>
            <source>Change…</source>
            <translation>Change…</translation>
        </message>
        <message>
            <source>Has left…</source>
            <translation>Has left…</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>this computer</translation>
        </message>
        <message>
            <source>lost; what it writes counts for nobody</source>
            <translation>lost; what it writes counts for nobody</translation>
        </message>
        <message>
            <source>last heard {time}</source>
            <translation>last heard {time}</translation>
        </message>
        <message>
            <source>Lost…</source>
            <translation>Lost…</translation>
        </message>
    </context>
    <context>
        <name>TeamDialogs</name>
        <message>
            <source>This computer is joining the team</source>
            <translation>This computer is joining the team</translation>
        </message>
        <message>
            <source>That needs the mailbox once. As soon as it was reached, you can do this.</source>
            <translation>That needs the mailbox once. As soon as it was reached, you can do this.</translation>
        </message>
        <message>
            <source>There is no team yet</source>
            <translation>There is no team yet</translation>
        </message>
        <message>
            <source>A team belongs to a mailbox. Connect one first.</source>
            <translation>A team belongs to a mailbox. Connect one first.</translation>
        </message>
        <message>
            <source>Changed for the whole team.</source>
            <translation>Changed for the whole team.</translation>
        </message>
        <message>
            <source>{name} is back.</source>
            <translation>{name} is back.</translation>
        </message>
        <message>
            <source>{name} has left.</source>
            <translation>{name} has left.</translation>
        </message>
        <message>
            <source>Is the computer “{name}” lost?</source>
            <translation>Is the computer “{name}” lost?</translation>
        </message>
        <message>
            <source>What it writes from now on counts for nobody. What it wrote before stays. Change the password of the mailbox too: whoever has the computer may still know it.</source>
            <translation>What it writes from now on counts for nobody. What it wrote before stays. Change the password of the mailbox too: whoever has the computer may still know it.</translation>
        </message>
        <message>
            <source>It is lost</source>
            <translation>It is lost</translation>
        </message>
        <message>
            <source>That computer counts no more.</source>
            <translation>That computer counts no more.</translation>
        </message>
    </context>
    <context>
        <name>TeamLine</name>
        <message>
            <source>Nobody’s</source>
            <translation>Nobody’s</translation>
        </message>
        <message>
            <source>Assign (A)</source>
            <translation>Assign (A)</translation>
        </message>
        <message>
            <source>Tags (T)</source>
            <translation>Tags (T)</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Write an internal note (N)</source>
            <translation>Write an internal note (N)</translation>
        </message>
        <message>
            <source>Snoozed until {time}</source>
            <translation>Snoozed until {time}</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Not delivered</translation>
        </message>
        <message>
            <source>Promised for {time}</source>
            <translation>Promised for {time}</translation>
        </message>
        <message>
            <source>Promised by {time}</source>
            <translation>Promised by {time}</translation>
        </message>
        <message>
            <source>Promise (P)</source>
            <translation>Promise (P)</translation>
        </message>
        <message>
            <source>Priority: {priority}</source>
            <translation>Priority: {priority}</translation>
        </message>
    </context>
    <context>
        <name>TemplatePicker</name>
        <message>
            <source>Find a template by name or text</source>
            <translation>Find a template by name or text</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Templates</translation>
        </message>
        <message>
            <source>There are no templates yet.</source>
            <translation>There are no templates yet.</translation>
        </message>
        <message>
            <source>No template has that.</source>
            <translation>No template has that.</translation>
        </message>
        <message>
            <source>What it becomes</source>
            <translation>What it becomes</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Templates…</translation>
        </message>
    </context>
    <context>
        <name>TicketListView</name>
        <message>
            <source>Tickets</source>
            <translation>Tickets</translation>
        </message>
    </context>
    <context>
        <name>Triage</name>
        <message>
            <source>There is nothing to undo.</source>
            <translation>There is nothing to undo.</translation>
        </message>
        <message>
            <source>Nothing to change.</source>
            <translation>Nothing to change.</translation>
        </message>
        <message>
            <source>That could not be done</source>
            <translation>That could not be done</translation>
        </message>
        <message>
            <source>Undone.</source>
            <translation>Undone.</translation>
        </message>
        <message>
            <source>These tickets belong to different mailboxes</source>
            <translation>These tickets belong to different mailboxes</translation>
        </message>
        <message>
            <source>Choose tickets of one mailbox to move them to a folder.</source>
            <translation>Choose tickets of one mailbox to move them to a folder.</translation>
        </message>
        <message>
            <source>This mailbox has no archive folder</source>
            <translation>This mailbox has no archive folder</translation>
        </message>
        <message>
            <source>This mailbox has no trash folder</source>
            <translation>This mailbox has no trash folder</translation>
        </message>
        <message>
            <source>No folder of this mailbox is known yet</source>
            <translation>No folder of this mailbox is known yet</translation>
        </message>
        <message>
            <source>Make one in web mail or another mail program, then check for new mail. Letters can also be moved to any other folder (M).</source>
            <translation>Make one in web mail or another mail program, then check for new mail. Letters can also be moved to any other folder (M).</translation>
        </message>
        <message>
            <source>Folders appear once the mailbox was reached.</source>
            <translation>Folders appear once the mailbox was reached.</translation>
        </message>
        <message>
            <source>Nothing to archive: no letter of it is in the inbox.</source>
            <translation>Nothing to archive: no letter of it is in the inbox.</translation>
        </message>
        <message>
            <source>Nothing to move: no letter of it is elsewhere on the server.</source>
            <translation>Nothing to move: no letter of it is elsewhere on the server.</translation>
        </message>
    </context>
    <context>
        <name>UndoBar</name>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>Uploads</name>
        <message>
            <source>It became shorter while it was read.</source>
            <translation>It became shorter while it was read.</translation>
        </message>
    </context>
    <context>
        <name>VerifiedDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Asking the servers…</source>
            <translation>Asking the servers…</translation>
        </message>
        <message>
            <source>Saving…</source>
            <translation>Saving…</translation>
        </message>
        <message>
            <source>That did not work: {error}</source>
            <translation>That did not work: {error}</translation>
        </message>
        <message>
            <source>&amp;Save anyway</source>
            <translation>&amp;Save anyway</translation>
        </message>
        <message>
            <source>The server refuses it.</source>
            <translation>The server refuses it.</translation>
        </message>
        <message>
            <source>It gives no access token.</source>
            <translation>It gives no access token.</translation>
        </message>
        <message>
            <source>The server refuses its access token.</source>
            <translation>The server refuses its access token.</translation>
        </message>
    </context>
    <context>
        <name>VersionsDialog</name>
        <message>
            <source>Earlier versions</source>
            <translation>Earlier versions</translation>
        </message>
        <message>
            <source>What it said</source>
            <translation>What it said</translation>
        </message>
        <message>
            <source>{time}, {size} characters</source>
            <translation>{time}, {size} characters</translation>
        </message>
        <message>
            <source>No earlier form was kept yet. One is kept each half minute.</source>
            <translation>No earlier form was kept yet. One is kept each half minute.</translation>
        </message>
        <message>
            <source>Go back to this</source>
            <translation>Go back to this</translation>
        </message>
    </context>
    <context>
        <name>WhenDialog</name>
        <message>
            <source>On a date</source>
            <translation>On a date</translation>
        </message>
        <message>
            <source>Date and time</source>
            <translation>Date and time</translation>
        </message>
        <message>
            <source>Snooze</source>
            <translation>Snooze</translation>
        </message>
        <message>
            <source>Come back earlier if the contact writes</source>
            <translation>Come back earlier if the contact writes</translation>
        </message>
        <message>
            <source>Promised by</source>
            <translation>Promised by</translation>
        </message>
        <message>
            <source>Promise</source>
            <translation>Promise</translation>
        </message>
        <message>
            <source>Nothing is promised</source>
            <translation>Nothing is promised</translation>
        </message>
        <message>
            <source>Send later</source>
            <translation>Send later</translation>
        </message>
        <message>
            <source>Send then</source>
            <translation>Send then</translation>
        </message>
    </context>
    <context>
        <name>WhoDialog</name>
        <message>
            <source>Who are you?</source>
            <translation>Who are you?</translation>
        </message>
        <message>
            <source>Everybody who opens the mailbox “{mailbox}” with Postroom shares its tickets: who answers which, notes, tags and dates. Your colleagues see this name beside what you do. It is kept in the mailbox; customers never see it.</source>
            <translation>Everybody who opens the mailbox “{mailbox}” with Postroom shares its tickets: who answers which, notes, tags and dates. Your colleagues see this name beside what you do. It is kept in the mailbox; customers never see it.</translation>
        </message>
        <message>
            <source>Somebody else: I am new here</source>
            <translation>Somebody else: I am new here</translation>
        </message>
        <message>
            <source>This c&amp;omputer</source>
            <translation>This c&amp;omputer</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Not now</translation>
        </message>
        <message>
            <source>That is me</source>
            <translation>That is me</translation>
        </message>
    </context>
    <context>
        <name>_HoursPage</name>
        <message>
            <source>Days</source>
            <translation>Days</translation>
        </message>
        <message>
            <source>From, to</source>
            <translation>From, to</translation>
        </message>
        <message>
            <source>Time zone</source>
            <translation>Time zone</translation>
        </message>
        <message>
            <source>At most within an hour</source>
            <translation>At most within an hour</translation>
        </message>
        <message>
            <source>The same time twice means around the clock. More letters than this within an hour wait, and a problem tells of it.</source>
            <translation>The same time twice means around the clock. More letters than this within an hour wait, and a problem tells of it.</translation>
        </message>
    </context>
    <context>
        <name>_PreviewPage</name>
        <message>
            <source>When</source>
            <translation>When</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Who</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>Would get one?</source>
            <translation>Would get one?</translation>
        </message>
        <message>
            <source>Looking through the last 30 days…</source>
            <translation>Looking through the last 30 days…</translation>
        </message>
        <message>
            <source>yes</source>
            <translation>yes</translation>
        </message>
        <message>
            <source>no: {reason}</source>
            <translation>no: {reason}</translation>
        </message>
    </context>
    <context>
        <name>_TextPage</name>
        <message>
            <source>Subject</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>While we are at work</source>
            <translation>While we are at work</translation>
        </message>
        <message>
            <source>While nobody is at work (empty: the same)</source>
            <translation>While nobody is at work (empty: the same)</translation>
        </message>
        <message>
            <source>{{ code }} is the ticket’s code, {{ first_name }} may be unknown: write {{ first_name or "…" }}. Without a text, letters in this language get another.</source>
            <translation>{{ code }} is the ticket’s code, {{ first_name }} may be unknown: write {{ first_name or "…" }}. Without a text, letters in this language get another.</translation>
        </message>
        <message>
            <source>Text to begin with</source>
            <translation>Text to begin with</translation>
        </message>
    </context>
    <context>
        <name>actions</name>
        <message>
            <source>Next ticket</source>
            <translation>Next ticket</translation>
        </message>
        <message>
            <source>Previous ticket</source>
            <translation>Previous ticket</translation>
        </message>
        <message>
            <source>Go to the letters</source>
            <translation>Go to the letters</translation>
        </message>
        <message>
            <source>Go to the list</source>
            <translation>Go to the list</translation>
        </message>
        <message>
            <source>Mark as read or unread</source>
            <translation>Mark as read or unread</translation>
        </message>
        <message>
            <source>Archive</source>
            <translation>Archive</translation>
        </message>
        <message>
            <source>Move to Trash</source>
            <translation>Move to Trash</translation>
        </message>
        <message>
            <source>Move to folder…</source>
            <translation>Move to folder…</translation>
        </message>
        <message>
            <source>Flag or remove the flag</source>
            <translation>Flag or remove the flag</translation>
        </message>
        <message>
            <source>Mark as answered or not</source>
            <translation>Mark as answered or not</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Back: leave letters, clear search</source>
            <translation>Back: leave letters, clear search</translation>
        </message>
        <message>
            <source>Check for new mail</source>
            <translation>Check for new mail</translation>
        </message>
        <message>
            <source>Connect a mailbox…</source>
            <translation>Connect a mailbox…</translation>
        </message>
        <message>
            <source>Mailboxes…</source>
            <translation>Mailboxes…</translation>
        </message>
        <message>
            <source>Team…</source>
            <translation>Team…</translation>
        </message>
        <message>
            <source>Folders…</source>
            <translation>Folders…</translation>
        </message>
        <message>
            <source>Larger letters</source>
            <translation>Larger letters</translation>
        </message>
        <message>
            <source>Smaller letters</source>
            <translation>Smaller letters</translation>
        </message>
        <message>
            <source>Normal size</source>
            <translation>Normal size</translation>
        </message>
        <message>
            <source>Show problems</source>
            <translation>Show problems</translation>
        </message>
        <message>
            <source>List of keys</source>
            <translation>List of keys</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>Mark letters as read after a look</source>
            <translation>Mark letters as read after a look</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Reply</translation>
        </message>
        <message>
            <source>Reply to all</source>
            <translation>Reply to all</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Forward</translation>
        </message>
        <message>
            <source>New ticket</source>
            <translation>New ticket</translation>
        </message>
        <message>
            <source>Write down a call</source>
            <translation>Write down a call</translation>
        </message>
        <message>
            <source>Outbox and drafts</source>
            <translation>Outbox and drafts</translation>
        </message>
        <message>
            <source>Assign…</source>
            <translation>Assign…</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Write a note</translation>
        </message>
        <message>
            <source>Snooze…</source>
            <translation>Snooze…</translation>
        </message>
        <message>
            <source>Tags…</source>
            <translation>Tags…</translation>
        </message>
        <message>
            <source>Promise…</source>
            <translation>Promise…</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Needs reply</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Closed</translation>
        </message>
        <message>
            <source>As the mail says</source>
            <translation>As the mail says</translation>
        </message>
        <message>
            <source>Merge…</source>
            <translation>Merge…</translation>
        </message>
        <message>
            <source>Take letters out…</source>
            <translation>Take letters out…</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>Pause syncing</source>
            <translation>Pause syncing</translation>
        </message>
        <message>
            <source>Colours of the system</source>
            <translation>Colours of the system</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>&amp;Mailbox</source>
            <translation>&amp;Mailbox</translation>
        </message>
        <message>
            <source>&amp;Ticket</source>
            <translation>&amp;Ticket</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;View</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Help</translation>
        </message>
        <message>
            <source>Acknowledgements…</source>
            <translation>Acknowledgements…</translation>
        </message>
        <message>
            <source>Templates…</source>
            <translation>Templates…</translation>
        </message>
    </context>
    <context>
        <name>ask</name>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Postroom</source>
            <translation>Postroom</translation>
        </message>
    </context>
    <context>
        <name>checks</name>
        <message>
            <source>Enter the user name, often the address.</source>
            <translation>Enter the user name, often the address.</translation>
        </message>
        <message>
            <source>Enter the server’s name.</source>
            <translation>Enter the server’s name.</translation>
        </message>
        <message>
            <source>Enter a port from 1 to 65535.</source>
            <translation>Enter a port from 1 to 65535.</translation>
        </message>
        <message>
            <source>Passwords and letters would cross the network readable to others. Choose TLS or STARTTLS.</source>
            <translation>Passwords and letters would cross the network readable to others. Choose TLS or STARTTLS.</translation>
        </message>
        <message>
            <source>Receiving works: logged in at {server}.</source>
            <translation>Receiving works: logged in at {server}.</translation>
        </message>
        <message>
            <source>Sending works: logged in at {server}.</source>
            <translation>Sending works: logged in at {server}.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the password.</source>
            <translation>Receiving: {server} refuses the user or the password.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the password.</source>
            <translation>Sending: {server} refuses the user or the password.</translation>
        </message>
        <message>
            <source>Receiving: {server} does not answer. Is the name right?</source>
            <translation>Receiving: {server} does not answer. Is the name right?</translation>
        </message>
        <message>
            <source>Sending: {server} does not answer. Is the name right?</source>
            <translation>Sending: {server} does not answer. Is the name right?</translation>
        </message>
        <message>
            <source>Receiving: {server} cannot be used with this security.</source>
            <translation>Receiving: {server} cannot be used with this security.</translation>
        </message>
        <message>
            <source>Sending: {server} cannot be used with this security.</source>
            <translation>Sending: {server} cannot be used with this security.</translation>
        </message>
        <message>
            <source>Sent letters are in the folder “{folder}”.</source>
            <translation>Sent letters are in the folder “{folder}”.</translation>
        </message>
        <message>
            <source>No folder of sent letters was found. It can be chosen under Mailbox, Folders.</source>
            <translation>No folder of sent letters was found. It can be chosen under Mailbox, Folders.</translation>
        </message>
        <message>
            <source>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords. Where your organisation allows none, sign in with an access token.</source>
            <translation>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords. Where your organisation allows none, sign in with an access token.</translation>
        </message>
        <message>
            <source>Microsoft refuses passwords over IMAP for most mailboxes. Sign in with an access token from a program instead.</source>
            <translation>Microsoft refuses passwords over IMAP for most mailboxes. Sign in with an access token from a program instead.</translation>
        </message>
        <message>
            <source>Apple wants an app-specific password instead of your own: account.apple.com, Sign-In and Security.</source>
            <translation>Apple wants an app-specific password instead of your own: account.apple.com, Sign-In and Security.</translation>
        </message>
        <message>
            <source>Fastmail wants an app password instead of your own: Settings, Privacy &amp; Security.</source>
            <translation>Fastmail wants an app password instead of your own: Settings, Privacy &amp; Security.</translation>
        </message>
        <message>
            <source>Yandex wants an app password instead of your own, and IMAP switched on in the settings of Yandex Mail under Email clients.</source>
            <translation>Yandex wants an app password instead of your own, and IMAP switched on in the settings of Yandex Mail under Email clients.</translation>
        </message>
        <message>
            <source>Mail.ru wants a password for external applications instead of your own: account settings, Security.</source>
            <translation>Mail.ru wants a password for external applications instead of your own: account settings, Security.</translation>
        </message>
        <message>
            <source>Ukr.net wants IMAP access switched on in its settings; it then makes a password for mail programs.</source>
            <translation>Ukr.net wants IMAP access switched on in its settings; it then makes a password for mail programs.</translation>
        </message>
        <message>
            <source>The program gives no access token.</source>
            <translation>The program gives no access token.</translation>
        </message>
        <message>
            <source>Receiving: {server} refuses the user or the access token.</source>
            <translation>Receiving: {server} refuses the user or the access token.</translation>
        </message>
        <message>
            <source>Sending: {server} refuses the user or the access token.</source>
            <translation>Sending: {server} refuses the user or the access token.</translation>
        </message>
    </context>
    <context>
        <name>format</name>
        <message>
            <source>(no subject)</source>
            <translation>(no subject)</translation>
        </message>
        <message>
            <source>now</source>
            <translation>now</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>yesterday</translation>
        </message>
        <message>
            <source>yesterday, {clock}</source>
            <translation>yesterday, {clock}</translation>
        </message>
        <message>
            <source>a few seconds left</source>
            <translation>a few seconds left</translation>
        </message>
        <message>
            <source>less than a minute left</source>
            <translation>less than a minute left</translation>
        </message>
        <message>
            <source>unknown sender</source>
            <translation>unknown sender</translation>
        </message>
        <message>
            <source>Needs reply</source>
            <translation>Needs reply</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>Bounced</source>
            <translation>Bounced</translation>
        </message>
        <message>
            <source>All tickets</source>
            <translation>All tickets</translation>
        </message>
        <message>
            <source>Archive and Trash</source>
            <translation>Archive and Trash</translation>
        </message>
        <message>
            <source>Archived</source>
            <translation>Archived</translation>
        </message>
        <message>
            <source>In Junk</source>
            <translation>In Junk</translation>
        </message>
        <message>
            <source>In Trash</source>
            <translation>In Trash</translation>
        </message>
        <message>
            <source>No longer on the server</source>
            <translation>No longer on the server</translation>
        </message>
        <message>
            <source>Waiting for the contact</source>
            <translation>Waiting for the contact</translation>
        </message>
        <message>
            <source>Snoozed</source>
            <translation>Snoozed</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Closed</translation>
        </message>
    </context>
    <context>
        <name>gate</name>
        <message>
            <source>A new letter came since you began to write.</source>
            <translation>A new letter came since you began to write.</translation>
        </message>
        <message>
            <source>One of us answered since you began to write.</source>
            <translation>One of us answered since you began to write.</translation>
        </message>
        <message>
            <source>{names}: at work on an answer just now.</source>
            <translation>{names}: at work on an answer just now.</translation>
        </message>
        <message>
            <source>Nobody is named to whom this goes.</source>
            <translation>Nobody is named to whom this goes.</translation>
        </message>
        <message>
            <source>This is no mail address: {names}</source>
            <translation>This is no mail address: {names}</translation>
        </message>
        <message>
            <source>Still to be filled in: {names}</source>
            <translation>Still to be filled in: {names}</translation>
        </message>
        <message>
            <source>Nothing has been written.</source>
            <translation>Nothing has been written.</translation>
        </message>
        <message>
            <source>It has no subject.</source>
            <translation>It has no subject.</translation>
        </message>
        <message>
            <source>New to this ticket: {names}</source>
            <translation>New to this ticket: {names}</translation>
        </message>
        <message>
            <source>From elsewhere, and new to this ticket: {names}</source>
            <translation>From elsewhere, and new to this ticket: {names}</translation>
        </message>
        <message>
            <source>It goes to {first}, but {second} wrote.</source>
            <translation>It goes to {first}, but {second} wrote.</translation>
        </message>
        <message>
            <source>You speak of a file, but none is attached.</source>
            <translation>You speak of a file, but none is attached.</translation>
        </message>
        <message>
            <source>You greet “{first}”, and write to {second}.</source>
            <translation>You greet “{first}”, and write to {second}.</translation>
        </message>
        <message>
            <source>Perhaps misspelled: {names}</source>
            <translation>Perhaps misspelled: {names}</translation>
        </message>
        <message>
            <source>“{names}” alone may sound like a brush-off.</source>
            <translation>“{names}” alone may sound like a brush-off.</translation>
        </message>
        <message>
            <source>You promise something without saying when, and the ticket stays open.</source>
            <translation>You promise something without saying when, and the ticket stays open.</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Go there</translation>
        </message>
        <message>
            <source>Write more</source>
            <translation>Write more</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Take out</translation>
        </message>
        <message>
            <source>Show both</source>
            <translation>Show both</translation>
        </message>
        <message>
            <source>Add somebody</source>
            <translation>Add somebody</translation>
        </message>
        <message>
            <source>Write one</source>
            <translation>Write one</translation>
        </message>
        <message>
            <source>Send it there</source>
            <translation>Send it there</translation>
        </message>
        <message>
            <source>Attach…</source>
            <translation>Attach…</translation>
        </message>
        <message>
            <source>Promise a date…</source>
            <translation>Promise a date…</translation>
        </message>
        <message>
            <source>Spelling was not checked, or not to the end.</source>
            <translation>Spelling was not checked, or not to the end.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
    </context>
    <context>
        <name>member</name>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>&amp;Address</source>
            <translation>&amp;Address</translation>
        </message>
        <message>
            <source>&amp;Colour</source>
            <translation>&amp;Colour</translation>
        </message>
        <message>
            <source>A member needs a name.</source>
            <translation>A member needs a name.</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Blue</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Violet</translation>
        </message>
        <message>
            <source>Rose</source>
            <translation>Rose</translation>
        </message>
        <message>
            <source>Brown</source>
            <translation>Brown</translation>
        </message>
        <message>
            <source>Green</source>
            <translation>Green</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Teal</translation>
        </message>
        <message>
            <source>Red</source>
            <translation>Red</translation>
        </message>
        <message>
            <source>Grey</source>
            <translation>Grey</translation>
        </message>
    </context>
    <context>
        <name>people</name>
        <message>
            <source>Somebody new</source>
            <translation>Somebody new</translation>
        </message>
        <message>
            <source>{name} (me)</source>
            <translation>{name} (me)</translation>
        </message>
        <message>
            <source>{name} (has left)</source>
            <translation>{name} (has left)</translation>
        </message>
    </context>
    <context>
        <name>problems</name>
        <message>
            <source>Show the outbox</source>
            <translation>Show the outbox</translation>
        </message>
        <message>
            <source>Nobody knows whether a letter of {account} was sent.</source>
            <translation>Nobody knows whether a letter of {account} was sent.</translation>
        </message>
        <message>
            <source>It is not in Sent. Ask the contact if need be; then say in the outbox that it arrived, or send it again.</source>
            <translation>It is not in Sent. Ask the contact if need be; then say in the outbox that it arrived, or send it again.</translation>
        </message>
        <message>
            <source>A letter of {account} was not sent and is held.</source>
            <translation>A letter of {account} was not sent and is held.</translation>
        </message>
        <message>
            <source>Look at it in the outbox: change it, send it all the same, or discard it.</source>
            <translation>Look at it in the outbox: change it, send it all the same, or discard it.</translation>
        </message>
        <message>
            <source>The server did not take a letter of {account} yet.</source>
            <translation>The server did not take a letter of {account} yet.</translation>
        </message>
        <message>
            <source>It is tried again by itself, at longer and longer intervals.</source>
            <translation>It is tried again by itself, at longer and longer intervals.</translation>
        </message>
        <message>
            <source>A letter of {account} was sent, and is not in Sent yet.</source>
            <translation>A letter of {account} was sent, and is not in Sent yet.</translation>
        </message>
        <message>
            <source>Its copy is put there as soon as possible; here it is already.</source>
            <translation>Its copy is put there as soon as possible; here it is already.</translation>
        </message>
        <message>
            <source>The server for sending of {account} cannot be reached.</source>
            <translation>The server for sending of {account} cannot be reached.</translation>
        </message>
        <message>
            <source>What waits is sent by itself as soon as the server answers.</source>
            <translation>What waits is sent by itself as soon as the server answers.</translation>
        </message>
        <message>
            <source>The server for sending of {account} refuses the password.</source>
            <translation>The server for sending of {account} refuses the password.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is sent until then.</source>
            <translation>Enter it again; nothing is sent until then.</translation>
        </message>
        <message>
            <source>Enter the password…</source>
            <translation>Enter the password…</translation>
        </message>
        <message>
            <source>Show the certificate…</source>
            <translation>Show the certificate…</translation>
        </message>
        <message>
            <source>Settings of the mailbox…</source>
            <translation>Settings of the mailbox…</translation>
        </message>
        <message>
            <source>Choose folders…</source>
            <translation>Choose folders…</translation>
        </message>
        <message>
            <source>Let them go here too…</source>
            <translation>Let them go here too…</translation>
        </message>
        <message>
            <source>Keep them here</source>
            <translation>Keep them here</translation>
        </message>
        <message>
            <source>Show the changes…</source>
            <translation>Show the changes…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Try now</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Resume</translation>
        </message>
        <message>
            <source>Fetch them now</source>
            <translation>Fetch them now</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>I have read it</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copy the details</translation>
        </message>
        <message>
            <source>{account} cannot be reached.</source>
            <translation>{account} cannot be reached.</translation>
        </message>
        <message>
            <source>Everything here stays usable, and what you change is sent later. It is tried again by itself.</source>
            <translation>Everything here stays usable, and what you change is sent later. It is tried again by itself.</translation>
        </message>
        <message>
            <source>The server of {account} is busy.</source>
            <translation>The server of {account} is busy.</translation>
        </message>
        <message>
            <source>It is tried again by itself. If it lasts, close other mail programs that use this mailbox.</source>
            <translation>It is tried again by itself. If it lasts, close other mail programs that use this mailbox.</translation>
        </message>
        <message>
            <source>{account} refuses the password.</source>
            <translation>{account} refuses the password.</translation>
        </message>
        <message>
            <source>Enter it again; nothing is tried until then.</source>
            <translation>Enter it again; nothing is tried until then.</translation>
        </message>
        <message>
            <source>{account} wants you to log in with a web browser.</source>
            <translation>{account} wants you to log in with a web browser.</translation>
        </message>
        <message>
            <source>Do there what it asks for, or make an app password and enter it here.</source>
            <translation>Do there what it asks for, or make an app password and enter it here.</translation>
        </message>
        <message>
            <source>The server of {account} cannot prove who it is.</source>
            <translation>The server of {account} cannot prove who it is.</translation>
        </message>
        <message>
            <source>In a hotel or on a train, sign in to the network in a browser first. Else ask whoever runs the mail server. No password was sent.</source>
            <translation>In a hotel or on a train, sign in to the network in a browser first. Else ask whoever runs the mail server. No password was sent.</translation>
        </message>
        <message>
            <source>The connection of {account} cannot be secured.</source>
            <translation>The connection of {account} cannot be secured.</translation>
        </message>
        <message>
            <source>Check port and security, or try another network. No password was sent.</source>
            <translation>Check port and security, or try another network. No password was sent.</translation>
        </message>
        <message>
            <source>{account} cannot be used as it is set up.</source>
            <translation>{account} cannot be used as it is set up.</translation>
        </message>
        <message>
            <source>Check server, port and security of the mailbox.</source>
            <translation>Check server, port and security of the mailbox.</translation>
        </message>
        <message>
            <source>The server of {account} answers strangely.</source>
            <translation>The server of {account} answers strangely.</translation>
        </message>
        <message>
            <source>It is tried again; nothing here is changed by it.</source>
            <translation>It is tried again; nothing here is changed by it.</translation>
        </message>
        <message>
            <source>The mailbox {account} is full.</source>
            <translation>The mailbox {account} is full.</translation>
        </message>
        <message>
            <source>Empty Trash and Junk on the server, or get more space. It is tried again by itself.</source>
            <translation>Empty Trash and Junk on the server, or get more space. It is tried again by itself.</translation>
        </message>
        <message>
            <source>The folder {place} of {account} cannot be opened.</source>
            <translation>The folder {place} of {account} cannot be opened.</translation>
        </message>
        <message>
            <source>Does it still exist on the server, and may you read it?</source>
            <translation>Does it still exist on the server, and may you read it?</translation>
        </message>
        <message>
            <source>The folder {place} of {account} is no longer there.</source>
            <translation>The folder {place} of {account} is no longer there.</translation>
        </message>
        <message>
            <source>Its letters stay here. If it was renamed, choose its new name; if it was removed on purpose, untick it.</source>
            <translation>Its letters stay here. If it was renamed, choose its new name; if it was removed on purpose, untick it.</translation>
        </message>
        <message>
            <source>The server keeps back letters of {place} ({account}).</source>
            <translation>The server keeps back letters of {place} ({account}).</translation>
        </message>
        <message>
            <source>It lists them and does not hand them out. They are asked for again each time; if it lasts, whoever runs the server may have to repair the folder.</source>
            <translation>It lists them and does not hand them out. They are asked for again each time; if it lasts, whoever runs the server may have to repair the folder.</translation>
        </message>
        <message>
            <source>Many letters of {place} vanished from the server at once.</source>
            <translation>Many letters of {place} vanished from the server at once.</translation>
        </message>
        <message>
            <source>They are kept here. Let them go only if that was on purpose.</source>
            <translation>They are kept here. Let them go only if that was on purpose.</translation>
        </message>
        <message>
            <source>Older letters of {place} ({account}) wait.</source>
            <translation>Older letters of {place} ({account}) wait.</translation>
        </message>
        <message>
            <source>This network costs by volume, so only new letters are fetched. The rest comes with the next network that does not.</source>
            <translation>This network costs by volume, so only new letters are fetched. The rest comes with the next network that does not.</translation>
        </message>
        <message>
            <source>The server of {account} wants you to read this:</source>
            <translation>The server of {account} wants you to read this:</translation>
        </message>
        <message>
            <source>Postroom did not check it. Do not follow links in it that you do not know.</source>
            <translation>Postroom did not check it. Do not follow links in it that you do not know.</translation>
        </message>
        <message>
            <source>The disk is full.</source>
            <translation>The disk is full.</translation>
        </message>
        <message>
            <source>What is here is safe, and reading goes on. Free some space; then fetching and sending go on by themselves.</source>
            <translation>What is here is safe, and reading goes on. Free some space; then fetching and sending go on by themselves.</translation>
        </message>
        <message>
            <source>The disk or the database fails.</source>
            <translation>The disk or the database fails.</translation>
        </message>
        <message>
            <source>What is here is safe. Check the disk and whether its file system may be written; then it goes on by itself.</source>
            <translation>What is here is safe. Check the disk and whether its file system may be written; then it goes on by itself.</translation>
        </message>
        <message>
            <source>The server of {account} refused changes made here.</source>
            <translation>The server of {account} refused changes made here.</translation>
        </message>
        <message>
            <source>Postroom shows what the server has.</source>
            <translation>Postroom shows what the server has.</translation>
        </message>
        <message>
            <source>In {account} the server’s later state won over a change.</source>
            <translation>In {account} the server’s later state won over a change.</translation>
        </message>
        <message>
            <source>Syncing is paused.</source>
            <translation>Syncing is paused.</translation>
        </message>
        <message>
            <source>Nothing is fetched or sent; what you change waits.</source>
            <translation>Nothing is fetched or sent; what you change waits.</translation>
        </message>
        <message>
            <source>Syncing {account} failed because of a mistake in Postroom.</source>
            <translation>Syncing {account} failed because of a mistake in Postroom.</translation>
        </message>
        <message>
            <source>It is tried again. Please report it with the details.</source>
            <translation>It is tried again. Please report it with the details.</translation>
        </message>
        <message>
            <source>New letters to {account} are not acknowledged.</source>
            <translation>New letters to {account} are not acknowledged.</translation>
        </message>
        <message>
            <source>Look at the text under Mailbox, Acknowledgements, and save it again, or switch them off. After an hour it is tried again.</source>
            <translation>Look at the text under Mailbox, Acknowledgements, and save it again, or switch them off. After an hour it is tried again.</translation>
        </message>
        <message>
            <source>Many letters to {account} wait for an acknowledgement.</source>
            <translation>Many letters to {account} wait for an acknowledgement.</translation>
        </message>
        <message>
            <source>More came within an hour than you allow. If people wrote them, allow more under Mailbox, Acknowledgements; else switch them off.</source>
            <translation>More came within an hour than you allow. If people wrote them, allow more under Mailbox, Acknowledgements; else switch them off.</translation>
        </message>
        <message>
            <source>Acknowledgements of {account} wait.</source>
            <translation>Acknowledgements of {account} wait.</translation>
        </message>
        <message>
            <source>The team’s folder cannot be reached just now, and without it one might be sent twice. They go on by themselves.</source>
            <translation>The team’s folder cannot be reached just now, and without it one might be sent twice. They go on by themselves.</translation>
        </message>
        <message>
            <source>Somebody writes to {account} ten times an hour or more.</source>
            <translation>Somebody writes to {account} ten times an hour or more.</translation>
        </message>
        <message>
            <source>That is how machines write; nothing is said to them by itself.</source>
            <translation>That is how machines write; nothing is said to them by itself.</translation>
        </message>
        <message>
            <source>The server of {account} refuses the access token.</source>
            <translation>The server of {account} refuses the access token.</translation>
        </message>
        <message>
            <source>Log in anew with the program that gives it, then try again. Its command stands in the settings of the mailbox.</source>
            <translation>Log in anew with the program that gives it, then try again. Its command stands in the settings of the mailbox.</translation>
        </message>
        <message>
            <source>There is no access token for {account}.</source>
            <translation>There is no access token for {account}.</translation>
        </message>
        <message>
            <source>The program that is to give one says why. It is asked again by itself.</source>
            <translation>The program that is to give one says why. It is asked again by itself.</translation>
        </message>
    </context>
    <context>
        <name>when</name>
        <message>
            <source>Later today</source>
            <translation>Later today</translation>
        </message>
        <message>
            <source>This evening</source>
            <translation>This evening</translation>
        </message>
        <message>
            <source>Tomorrow morning</source>
            <translation>Tomorrow morning</translation>
        </message>
        <message>
            <source>Next week</source>
            <translation>Next week</translation>
        </message>
        <message>
            <source>In a month</source>
            <translation>In a month</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Today</translation>
        </message>
        <message>
            <source>Tomorrow</source>
            <translation>Tomorrow</translation>
        </message>
        <message>
            <source>On Friday</source>
            <translation>On Friday</translation>
        </message>
        <message>
            <source>tomorrow {clock}</source>
            <translation>tomorrow {clock}</translation>
        </message>
    </context>
    <context>
        <name>TemplatesDialog</name>
        <message>
            <source>Templates</source>
            <translation>Templates</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Find</translation>
        </message>
        <message>
            <source>Find a template by name or text</source>
            <translation>Find a template by name or text</translation>
        </message>
        <message>
            <source>New</source>
            <translation>New</translation>
        </message>
        <message>
            <source>&amp;Name</source>
            <translation>&amp;Name</translation>
        </message>
        <message>
            <source>&amp;Folder</source>
            <translation>&amp;Folder</translation>
        </message>
        <message>
            <source>&amp;Subject</source>
            <translation>&amp;Subject</translation>
        </message>
        <message>
            <source>&amp;Language</source>
            <translation>&amp;Language</translation>
        </message>
        <message>
            <source>{names}, and {blank} for what is filled in each time.</source>
            <translation>{names}, and {blank} for what is filled in each time.</translation>
        </message>
        <message>
            <source>Earlier texts…</source>
            <translation>Earlier texts…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Files</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown…</source>
            <translation>Bring in a folder of Markdown…</translation>
        </message>
        <message>
            <source>Write all as Markdown…</source>
            <translation>Write all as Markdown…</translation>
        </message>
        <message>
            <source>Bring in some to begin with</source>
            <translation>Bring in some to begin with</translation>
        </message>
        <message>
            <source>There are no templates yet. “Files” brings in some to begin with.</source>
            <translation>There are no templates yet. “Files” brings in some to begin with.</translation>
        </message>
        <message>
            <source>Goes along: {files}</source>
            <translation>Goes along: {files}</translation>
        </message>
        <message>
            <source>Line {line}: {what}</source>
            <translation>Line {line}: {what}</translation>
        </message>
        <message>
            <source>It has always said this.</source>
            <translation>It has always said this.</translation>
        </message>
        <message>
            <source>Bring in a folder of Markdown</source>
            <translation>Bring in a folder of Markdown</translation>
        </message>
        <message>
            <source>Write all as Markdown</source>
            <translation>Write all as Markdown</translation>
        </message>
    </context>
</TS>
