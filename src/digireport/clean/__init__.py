"""Raw tables in, validated frames and findings out; set aside with a reason, never dropped."""
