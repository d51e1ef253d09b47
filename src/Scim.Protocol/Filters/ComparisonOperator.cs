namespace Scim.Protocol.Filters;

/// <summary>RFC 7644 §3.4.2.2 table 3; read without regard to case.</summary>
public enum ComparisonOperator
{
    Eq,
    Ne,
    Co,
    Sw,
    Ew,
    Gt,
    Ge,
    Lt,
    Le,
    Pr,
}
