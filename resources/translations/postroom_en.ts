<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
            <source>Port</source>
            <translation>Port</translation>
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
            <source>&amp;Address of the inbox</source>
            <translation>&amp;Address of the inbox</translation>
        </message>
        <message>
            <source>&amp;Password</source>
            <translation>&amp;Password</translation>
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
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Enter an address such as support@example.org.</source>
            <translation>Enter an address such as support@example.org.</translation>
        </message>
        <message>
            <source>Enter the password.</source>
            <translation>Enter the password.</translation>
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
            <source>Asking the servers…</source>
            <translation>Asking the servers…</translation>
        </message>
        <message>
            <source>The server refuses it.</source>
            <translation>The server refuses it.</translation>
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
            <source>That did not work: {error}</source>
            <translation>That did not work: {error}</translation>
        </message>
        <message>
            <source>C&amp;onnect</source>
            <translation>C&amp;onnect</translation>
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
            <source>Show source</source>
            <translation>Show source</translation>
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
    </context>
    <context>
        <name>ConversationHeader</name>
        <message>
            <source>Not delivered</source>
            <translation>Not delivered</translation>
        </message>
    </context>
    <context>
        <name>ConversationPane</name>
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
            <source>%n problem(s)</source>
            <translation>
                <numerusform>%n problem</numerusform>
                <numerusform>%n problems</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n image(s) from {domain} blocked.</source>
            <translation>
                <numerusform>%n image from {domain} blocked.</numerusform>
                <numerusform>%n images from {domain} blocked.</numerusform>
            </translation>
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
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Sync these folders</source>
            <translation>Sync these folders</translation>
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
    </context>
    <context>
        <name>ListPane</name>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Nothing found</translation>
        </message>
        <message>
            <source>No ticket in this queue holds “{words}”. Subjects, people, texts and file names are searched. Esc shows the whole queue.</source>
            <translation>No ticket in this queue holds “{words}”. Subjects, people, texts and file names are searched. Esc shows the whole queue.</translation>
        </message>
        <message>
            <source>No tickets yet</source>
            <translation>No tickets yet</translation>
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
            <source>There are no folders yet</source>
            <translation>There are no folders yet</translation>
        </message>
        <message>
            <source>They appear once a mailbox is connected and was reached.</source>
            <translation>They appear once a mailbox is connected and was reached.</translation>
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
        <name>ProblemList</name>
        <message>
            <source>Let them go here too</source>
            <translation>Let them go here too</translation>
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
        <name>StatusLine</name>
        <message>
            <source>Looking for mail…</source>
            <translation>Looking for mail…</translation>
        </message>
        <message>
            <source>{done} of {total} letters</source>
            <translation>{done} of {total} letters</translation>
        </message>
        <message>
            <source>server {server}, local {local}</source>
            <translation>server {server}, local {local}</translation>
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
            <source>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords.</source>
            <translation>Google wants an app password instead of your own: Google account, Security, 2-Step Verification, App passwords.</translation>
        </message>
        <message>
            <source>Microsoft refuses passwords over IMAP for most mailboxes. It works only where your administrator has allowed it.</source>
            <translation>Microsoft refuses passwords over IMAP for most mailboxes. It works only where your administrator has allowed it.</translation>
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
        <name>problems</name>
        <message>
            <source>{account} cannot be reached.</source>
            <translation>{account} cannot be reached.</translation>
        </message>
        <message>
            <source>Everything here stays usable. It is tried again.</source>
            <translation>Everything here stays usable. It is tried again.</translation>
        </message>
        <message>
            <source>{account} refuses the password.</source>
            <translation>{account} refuses the password.</translation>
        </message>
        <message>
            <source>Enter it again: postroom account test {account}</source>
            <translation>Enter it again: postroom account test {account}</translation>
        </message>
        <message>
            <source>{account} cannot be used as it is set up.</source>
            <translation>{account} cannot be used as it is set up.</translation>
        </message>
        <message>
            <source>Check server, port and security of the account.</source>
            <translation>Check server, port and security of the account.</translation>
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
            <source>The disk or the database fails.</source>
            <translation>The disk or the database fails.</translation>
        </message>
        <message>
            <source>Free some space or check the disk; then it goes on.</source>
            <translation>Free some space or check the disk; then it goes on.</translation>
        </message>
        <message>
            <source>The folder {place} of {account} cannot be opened.</source>
            <translation>The folder {place} of {account} cannot be opened.</translation>
        </message>
        <message>
            <source>Does it still exist on the server, and may you read?</source>
            <translation>Does it still exist on the server, and may you read?</translation>
        </message>
        <message>
            <source>Many letters of {place} vanished from the server at once.</source>
            <translation>Many letters of {place} vanished from the server at once.</translation>
        </message>
        <message>
            <source>They are kept here. If that was on purpose, accept it.</source>
            <translation>They are kept here. If that was on purpose, accept it.</translation>
        </message>
    </context>
</TS>
