-- Which deviations from the RFCs a token is forgiven: the name of a profile and what is switched in it. NULL: generic.
ALTER TABLE tokens ADD COLUMN profile TEXT;
