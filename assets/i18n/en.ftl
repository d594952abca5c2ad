app-name = Sendport

### Documents

document-unnamed = This document
document-place = { $file }, line { $line }, column { $column }
document-place-field = { $file }, line { $line }, column { $column }, { $field }
document-wrong =
    { $place }: { $what }
    Nothing was opened. Correct the file in a text editor and open it again.

document-read-failed = { $file } could not be read: { $why }. Check the name and your permissions, or choose another file.
document-read-not-a-file = { $file } is not a file. Choose a document, whose name usually ends in .ron.
document-read-too-large = { $file } has { $size } MiB; documents have at most { $limit } MiB. Choose a Sendport document.
document-not-text = { $file } is not text: the byte at offset { $offset } belongs to no text. Choose a Sendport document.
document-no-format = { $file } is not a Sendport document: it has no field format. Choose another file, or add format: 1 if it is one.
document-newer-format = { $file } has format { $format }; this version of Sendport reads format { $known }. Open it with a newer version.
document-no-such-format = { $file } has format { $format }, which does not exist. Write format: { $known } if that is what it is.

document-save-failed = { $file } could not be saved: { $why }. What was there is unchanged. Save under another name or in another folder.
document-save-not-a-file = { $file } is not a file and was left alone. Save under another name.
document-save-read-only = { $file } is read-only and was left alone. Save under another name, or allow writing to it.
document-save-too-large = { $file } would have { $size } MiB; documents have at most { $limit } MiB. What was there is unchanged. Remove large message bodies from the templates.

document-io-not-found = there is no such file or folder
document-io-permission-denied = permission was denied
document-io-not-a-directory = a part of the path is a file and not a folder
document-io-storage-full = the disk is full
document-io-read-only-disk = the disk is read-only

document-duplicate = the { $kind } { $name } stands twice, the first time in line { $line }. Names that differ in case only are the same name
document-kind-application = application
document-kind-send-port = send port
document-kind-send-port-group = send port group
document-kind-receive-port = receive port
document-kind-orchestration = orchestration
document-kind-host = host
document-kind-adapter = adapter
document-kind-property = property schema
document-kind-template = message template
document-kind-destination = destination of

document-ends-early = the file ends in the middle of something; a part of it may be lost
document-expected-token = a { $token } is missing here
document-expected-boolean = true or false is expected here
document-expected-string = text in quotation marks is expected here
document-expected-integer = a whole number is expected here
document-integer-out-of-range = the number is too large or too small for this field
document-expected-name = the name of a field is expected here
document-unexpected-character = the character { $character } does not belong here
document-goes-on = the file goes on after its end
document-too-deep = brackets are nested too deeply
document-other-structure = { $expected } is expected here, not { $found }
document-wrong-type = the value is of the wrong type: { $expected } is expected, and this is { $found }
document-unknown-value = { $found } is not one of { $expected }
document-unknown-value-meant = { $found } is not a value of this field. Did you mean { $meant }?
document-unknown-field = there is no field { $found } here. The fields are { $expected }
document-unknown-field-meant = there is no field { $found } here. Did you mean { $meant }?
document-missing-field = the field { $field } is missing
document-field-twice = the field { $field } stands twice
document-other-error = { $error }
