Attribute VB_Name = "xlwings"
Option Explicit

' Starts an action outside Excel. Nothing is read from any workbook: the program's place was
' written by "sheetplan addin install", and the action must be one of these.
Private Const ALLOWED As String = " check clear sign submit issue receive status tables report update "
Private Const FAILED As String = "Sheetplan kunde inte startas. Prova: sheetplan addin doctor"

Public Function IsAction(ByVal Wanted As String) As Boolean
    Dim Position As Integer
    IsAction = False
    If Len(Wanted) = 0 Or Len(Wanted) > 20 Then Exit Function
    For Position = 1 To Len(Wanted)
        If Mid(Wanted, Position, 1) = " " Then Exit Function
    Next Position
    IsAction = InStr(1, ALLOWED, " " & Wanted & " ", vbBinaryCompare) > 0
End Function

Public Function CommandLine(ByVal Program As String, ByVal Wanted As String) As String
    CommandLine = ""
    If Not IsAction(Wanted) Then Exit Function
    If Len(Program) = 0 Or InStr(Program, Chr(34)) > 0 Then Exit Function
    CommandLine = Chr(34) & Program & Chr(34) & " -E -P -m sheetplan excel " & Wanted
End Function

Public Sub StartAction(ByVal Wanted As String)
    On Error GoTo Stopped
    #If Mac Then
        If Not IsAction(Wanted) Then GoTo Stopped
        AppleScriptTask "sheetplan.applescript", "RunAction", Wanted
    #Else
        Dim StartLine As String
        StartLine = CommandLine(GetSetting("Sheetplan", "Start", "Program", ""), Wanted)
        If Len(StartLine) = 0 Then GoTo Stopped
        Shell StartLine, vbHide
    #End If
    Exit Sub
Stopped:
    MsgBox FAILED, vbExclamation, "Sheetplan"
End Sub
