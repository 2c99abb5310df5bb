Attribute VB_Name = "RibbonMyAddin"
Option Explicit

' The ribbon's only callback: every button has its action in its tag.
Public Sub RunAction(control As IRibbonControl)
    StartAction control.Tag
End Sub
